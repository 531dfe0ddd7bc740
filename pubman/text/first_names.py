"""Short forms of first names, and words that are usually a first name: data for comparing names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_SHORT_FORMS: Final = """
abigail abby gail|abraham abe bram|adrian ade|agnieszka aga|albert al bert albrecht|aleksander
aleksandr alexander alejandro alessandro alexandre alex aleks alec sandy sasha sascha xander lex
alexis alexei alexey|aleksandra alexandra alejandra alessandra alex sandra sasha sascha
lexi|alfred alf fred|alice ali|alison ali|amanda mandy|anastasia nastya stacy|andrew andy drew
andreas andrei andrey andre andrzej|angela angie|anna anne ann annie anya hannah|anthony antonio
tony toni antoine anton|antonia toni|archibald archie|arthur art|barbara barb babs|beatrice
bea|bella isabella isabel|benjamin ben benny benji|bernard bernie bernd bernhard|bradley
brad|caroline carolina carol carrie|catherine katherine kathryn katharina katarina kate katie
kathy cathy kat katja katya kaja|charles charlie chuck carl karl carlos chas|charlotte
lottie|christian chris|christina christine chris tina chrissy kristina|christopher christoph chris
kit topher|cornelius cor kees|cynthia cindy|daniel dan danny dani|daniela dani|david dave
davy|deborah debbie deb debra|dennis den denny|dmitri dmitry dmitrii dima mitya|donald don
donnie|dorothy dot dolly|douglas doug|edward eduard edouard ed eddie ted teddy ned eduardo|edwin
ed|eleanor ellie nell nora|elizabeth elisabeth liz lizzie beth betty eliza elisa lisa bettina
betsy ellie|emanuel emmanuel manuel manny|emily em|ernest ernie|eugene gene evgeny
evgenii|ferdinand ferdi|florian flo|frances fran francesca|francis francisco francesco frank fran
paco|franklin frank|frederick friedrich frederik fred freddy fritz rick frits|gabriel
gabe|gabriele gabi gabriella|geoffrey jeffrey geoff jeff|george georg giorgos georgios jorge
jiri|gerald gerry jerry|gerard gerrit gerry|gerhard gerd|gertrude trudy gerti|giovanni
gianni|giuseppe beppe|gregory greg grigory|guillermo memo|gustav gus|harold harry hal|heinrich
heinz|helen helena nell ellen|henry harry hank hal henrik hendrik henk|herbert herb bert|howard
howie|hugo hugh|ignacio nacho|irene rene|isaac ike|ivan vanya|jacob jakob jacobus jake koos
jaap|jacqueline jackie|james jim jimmy jamie jaime|jane janet jan|jason jay|jennifer jen
jenny|jeremy jerry jez|jerome jerry|jessica jess jessie|joan joanna joanne jo|johannes johan
johann hans jan hannes jo joop|john jon johnny jack jonny|jonathan jon jonny john|joseph josef
jose joe joey pepe jozef sepp|joshua josh|judith judy|julia julie jules|julian jules|karen
kari|kenneth ken kenny|kimberly kim|klaus nikolaus niklas claus|konstantin konstantinos kostas
costas|kristian kris|kristin kris|lawrence laurence larry lars laurens laurent|leonard leon leo
len lenny leonardo leonhard|leopold leo|lewis louis lou luis ludwig lutz|lillian lily|ljudmila
lyudmila mila|louise lou|lucas luke|lucia lucy|magdalena magda lena|manfred manni|marcus markus
marc mark marco|margaret margarete margarita maggie meg peggy greta marge rita gretchen|maria mary
marie mia|martin marty|martina tina|mathias matthias matthew matthieu mateusz matt matty
mat|maximilian max|megan meg|melanie mel|mervin merv|michael mike mick mickey michel mikhail
miguel mikael michal misha michele|michelle shelly|miroslav mirek|mohammad mohammed muhammad
mohamed mohamad mohd md|nancy nan|natalia natalie natasha nat|nathaniel nathan nat nate|nicholas
nicolas nikolaos nikolas nick nico nikos nicky nikolai niklas klaus|nicole nicky nikki|norman
norm|oliver olly ollie|olga olya|pamela pam|panagiotis panos|patricia pat patty trish
tricia|patrick pat paddy|paul pavel pablo paolo|penelope penny|peter pete pieter petr piotr pedro
pietro|philip phillip philipp phil philippe filip|pierre pierrick|rachel rae|ralph ralf|randolph
randy|raymond ray raimund|rebecca becky becca|reginald reg reggie|reinhard reiner|richard rick
ricky rich dick dirk ricardo|robert rob bob bobby robbie bert roberto|roderick rod|rodney
rod|roger rog|roland rolf|ronald ron ronnie|rosemary rose rosie|rudolf rudi|russell russ|ruth
ruthie|samantha sam sammy|samuel sam sammy|sandra sandy|sara sarah sally|sebastian seb bastian
basti|sergei sergey sergio serge|sheila shelagh|sidney sid|simone sim|sophia sofia sophie
zofia|spyridon spyros|stanislav stas stanislaw stan|stanley stan|stephanie steph stefanie
steffi|stephen steven stefan stephan steve stevie esteban etienne stefano steffen|susan susanne
suzanne sue susie|svetlana sveta|tamara tammy|tatiana tanya|terence terry|theodore theo ted
theodor teddy todor|theresa teresa terry tess tracy|thomas tom tommy tomas tomasz|timothy tim
timmy|tobias toby tobi|ulrich uli ulli ueli|ursula uschi ulla|valentina valya|valerie val|vasily
vasilii vasileios vasilis bill|veronica ronnie|victor viktor vic|victoria vicky tori|vincent vince
vincenzo|vladimir vlad volodymyr vova|walter walt wally|wilhelm willi wim willem|william will bill
billy willy liam wim|winston win|wolfgang wolf|yevgeny zhenya|yuri yury yuriy iouri|yusuf youssef
yousef joseph|zachary zach zack|ahmed ahmad ahmet|hussein hossein hussain husain hosein|hassan
hasan|khaled khalid|omar umar omer|saeed said sayed sayyid|mahmoud mahmud mahmood|mostafa mustafa
moustafa|abdullah abdallah abdulla|youssef yousef yusuf yousuf joseph|ibrahim
ebrahim|fatima fatemeh fatimah fatma|ali aly|zainab zeinab zeynab|hamid hameed|rashid
rasheed|jamal gamal|osama usama
""".replace("\n", " ")
"""Groups of forms of one name, separated by ``|``. A form may be in several groups (Alex)."""

_COMMON: Final = """
adam adele agnes ahmed alan alain alberto aldo alexis alfonso alfredo alice amelie amy ana anders
andrea andres angel angelo anita anja annette antje april arne arnold astrid august axel barry
beate benedikt benoit bernardo birgit bjorn boris brian brigitte bruce bruno camille carlo carmen
cecile cesar charlene christophe claire clara claude claudia claudio clemens clement colin daniele
denis diana diego dieter dirk dominik dominique doris edgar eduardo edith egon elena elias elke
ellen elmar elsa emil emilie emilio emma enrico enrique eric erich erik erika ernst erwin esther
eva fabian fabien fabio felix fernando fiona florence franz franziska gaetano gary georges gerda
gilbert gilles gianluca giorgio giulia giulio glenn grace graham guido guillaume gunther guy hanna
harald heike heiko heinz helga helmut henri herman hermann hilde holger horst hubert ian ida ilse
ines inga ingo ingrid irina isabelle iris ivo jacek jacques jean jens jerzy joachim joao joaquin
jochen joel jonas jordi jorge jorg jose josephine juan julien julio jurgen justin kai karin
karsten katrin keith kerstin kevin kirsten knut kumar kurt lars laura lea leah lee lee leslie
linda lino lore lorenz lorenzo loris louis luc luca luigi lukas luz lydia lynn mads magnus maike
manuela marcel marcello marcelo marcin marcos maren margit marianne marina mario marion marjan
marlene marta martha massimo mauro maxime maxwell michaela miriam monica monika moritz morten
nadia nadine natalie neil nele nicola nils nina noah noel nora norbert olaf ole olivier oscar
oskar ottavio otto pascal patrizia paula paulo per petra pia piero pierluigi quentin rafael rainer
ralf ramon raphael raul regina reinhold remi renate rene riccardo rita roberta robin rocco rodrigo
roman romain rosa roy ruben rudiger sabine salvatore sandro sean sergio severin sigrid silke
silvia simon sofie sonja soren stella sten stuart sven sylvain sylvia sylvie tanja thierry
thorsten til till tim tobias torsten ulf ute uwe valentin vera viktoria vincent volker werner
wendy wilfried wolfram xavier yann yves yvonne zoe
"""
"""Further words that are usually a first name when they come before a family name."""


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, frozenset[int]]:
    """Return the numbers of the groups to which a form belongs."""
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(_SHORT_FORMS.split("|")):
        for form in group.split():
            found[form] = found.get(form, frozenset()) | {number}
    return found


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return frozenset(_groups()) | frozenset(_COMMON.split())


def are_forms_of_one(a: str, b: str) -> bool:
    """Return whether two folded words are forms of one first name.

    >>> are_forms_of_one("bill", "william"), are_forms_of_one("bill", "robert")
    (True, False)
    """
    nothing: frozenset[int] = frozenset()
    return bool(_groups().get(a, nothing) & _groups().get(b, nothing))


def is_first_name(word: str) -> bool:
    """Return whether a folded word is usually a first name: ``michael``, but not ``rios``."""
    return word in _first_names()
