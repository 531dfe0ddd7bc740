"""The list in the browser: ``pubman serve``. Thin, like the command line: it calls the library.

=================  =================================================================================
``server``         start and stop: one process on a loopback port
``gate``           who gets in: Host, cookie, Origin, token; the headers of every answer
``desk``           what requests share: the path of the store, the messages to show, the uploads
``background``     results that take longer than a page may, made in a thread
``syncing``        a sync in the background, one at a time
``app``            the addresses, and the views and actions behind them
``forms``          what a form sent, and its hidden fields
``actions``        what a form can do: one function of the library each, undoable like any command
``field_actions``  those of them that concern fields, tags, links and roles
``done``           what an action did
``clusters``       spellings that may be one name
``live``           news of changes that another tab or the command line made
``pages``          templates, the navigation, and texts with their differences marked
``views``          one module for each page
=================  =================================================================================

Every page works with plain forms and links. With JavaScript, htmx replaces the changed part of the
page, and ``static/serve.js`` adds keys and dragging. Nothing is loaded from another host.
"""
