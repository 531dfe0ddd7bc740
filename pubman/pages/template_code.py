"""Jinja's code for templates, with shorter ways for what a list does thousands of times.

Jinja asks at every value how it is to be escaped, and at every call whether the function wants the
context. Here every value is escaped in the same way, and no function wants the context, so the
code that is made of a template does without both. The text that comes out is the same.
"""

from __future__ import annotations

import operator
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from markupsafe import Markup


class _Macro(Macro):
    """A macro that takes its usual call, all arguments by position, without further checks."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Return what the macro writes."""
        usual = len(args) == self._argument_count and not kwargs and not self.caller
        if usual and not self.catch_kwargs and not self.catch_varargs:
            return Markup(self._func(*args))  # noqa: S704 - its values were escaped one by one
        return super().__call__(*args, **kwargs)


class _Code(CodeGenerator):
    """Python code of a template whose environment has ``finalize`` for all values."""

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        # Without a function for constants, Jinja leaves them to the code that runs.
        return self._FinalizeInfo(None, "environment.finalize(")

    def _output_child_pre(
        self,
        node: nodes.Expr,  # noqa: ARG002 - as in Jinja
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,
    ) -> None:
        self.write(finalize.src or "")

    def _output_child_post(
        self,
        node: nodes.Expr,  # noqa: ARG002 - as in Jinja
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 - as in Jinja
        self.write("environment.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)


class ListEnvironment(Environment):
    """An environment whose ``finalize`` escapes every value, also one that a template forgets."""

    code_generator_class = _Code
    Macro = _Macro
    call = operator.call  # a function of C is no method, so it does not get the environment
