"""What a heading says of the entries below it, in many languages."""

from __future__ import annotations

import re
from typing import Final

_PUBLICATIONS: Final = re.compile(
    r"(?i)pub+li[ck]a|\bpapers?\b|articles?\b|artikel|aufs[aä]tze|preprint|chapter|kapitel"
    r"|thes[ie]s\b|dissertation|manuscript|bibliograph|monogra|patent|veröffentlich|schriften"
    r"|edited volumes|research output|dataset|published|proceedings|reprints"
    r"|artículo|tesis|producci[oó]n|capítulo"  # Spanish
    r"|thèse|ouvrage|chapitre|actes de"  # French
    r"|artigo|produção|\bteses\b"  # Portuguese
    r"|articol|capitol[oi]\b|atti di|\btesi\b"  # Italian
    r"|hoofdstuk|proefschrift|boekbijdrage"  # Dutch
    r"|artykuł|rozdzia[łl]|rozprawy|materiały konferencyjne"  # Polish
    r"|člán(?:ek|k)|kapitol|disertac|sborní"  # Czech and Slovak
    r"|yayın|makale|bildiri|kitap bölüm|\btez(?:ler|i)?\b"  # Turkish
    r"|julkaisu|artikkel|avhandling|publikácio|cikkek"  # Finnish, Swedish, Hungarian
    r"|публикаци|статьи|статті|монографи|диссертаци|научные труды|препринт"  # Russian, Ukrainian
    r"|δημοσιεύσεις|άρθρα|منشورات|أبحاث|פרסומים|מאמרים"
    r"|论文|論文|著作|著書|专利|専利|特許|发表|發表|出版|刊行|業績|研究成果|学术成果|论著"
    r"|논문|저서|출판|학술지|특허|연구 ?업적"
)
"""Headings that certainly mean publications."""

_MAYBE_PUBLICATIONS: Final = re.compile(
    r"(?i)^(?:my )?(?:selected )?(?:research|works?)$|journal|conference|book|buch|b[uü]cher"
    r"|workshop|refereed|peer.?review|in press|submitted|under review|in progress|working"
    r"|reports?\b|software|scholar|contributions? to|\beditor\b|\beditorship|edited"
    r"|in submission|to appear|forthcoming|accepted|in preparation"
    r"|libros?\b|livres?\b|livros?\b|\blibri\b|boeken|książk|knih[ya]|kitap|книг|könyv|bøger|böcker"
    r"|revista|revue|rivist|zeitschrift|tijdschrift|czasopism|časopis|dergi|журнал|periódico"
    r"|konferenz|conférence|conferenza|konferencj|konferenc|konferans|конференци|congress papers"
    r"|begutachtet|referiert|comité de lecture|revisad|arbitrad|recenzowan|recenzovan|hakemli"
    r"|рецензируем|soumis|im druck|in vorbereitung|en prensa|no prelo|in corso di stampa|w druku"
    r"|v tisku|baskıda|в печати|期刊|会议|會議|国際会議|査読|学会誌|학술대회|심사|저널"
)
"""Headings of publications, unless another word says otherwise."""

_NEVER_PUBLICATIONS: Final = re.compile(
    r"(?i)award|grant|fund|teach|course|educat|employ|proposal|talks?\b|presentations?\b|news\b"
    r"|working groups?|supervis|students|service|reviewing|projects?\b|poster|invited|media"
    r"|experience|premios?\b|prêmio|\bprix\b|\bpreise?\b|nagrod|ocenění|ödül|наград|获奖|受賞|수상"
    r"|docencia|enseignement|lehre|dydakty|výuk|преподаван|editorial board|reviewer|guest edit"
)
"""Words that outweigh those of publications in a heading, unless it says "publications"."""

_OTHER_SECTIONS: Final = re.compile(
    r"(?i)\btalks?\b|teach|lectures?\b|invited|presentations?\b|poster|seminar|grant|funding|funded"
    r"|proposal|project|award|honou?rs|prizes?\b|fellowship|scholarships|news|events?\b|service"
    r"|review(?:ing|er)|editorial|associate editor|guest edit|committee|education|experience"
    r"|employment|positions?|appointments|career|skills?|students?\b|supervis|advis|mentor"
    r"|groups?\b|people|team|members|alumni|contact|about|biograph|\bbio\b|interests|media\b"
    r"|press coverage|outreach|membership|affiliat|language|hobb|activit|internship|visit|training"
    r"|organi[sz]|volunteer|leadership|reference|referees?$|vacanc|history|academic|travel"
    r"|curriculum|certificat|qualification|summary|profile|links?$|resources|open positions|course"
    r"|lehre|vortr[aä]g|f[oö]rder|drittmittel|projekt|preise\b|aktuelles|ausbildung|werdegang|kontakt"
    r"|auszeichnung|lebenslauf|gutachter|mitglied|betreu|forschungsaufenthalt|berufserfahrung"
    r"|enseignement|\bprix\b|bourse|formation|distinction|exposés|encadrement|parcours|projets?\b"
    r"|responsabilités|emplois?\b"
    r"|beca|formación|educación|proyecto|posiciones|experiencia|postítulo|docencia|perfil|consultor"
    r"|asesor|diplomado|historia|congreso|ponencia|conferencias|premio|reconocimiento|liderazgo"
    r"|distinciones|sociedades|idiomas"
    r"|ensino|prêmio|palestra|formação|projetos?\b|orientaç|experiência|bolsa|idiomas|congressos"
    r"|didattica|premi\b|progetti|istruzione|formazione|esperienz|incarichi|relazioni|convegni"
    r"|onderwijs|prijzen|lezing|opleiding|werkervaring|beurzen|subsidie"
    r"|dydakty|nagrod|wykształcenie|doświadczenie|granty|referat|wystąpien|zatrudnienie|członkostw"
    r"|výuka|ocenění|vzdělání|praxe|přednášk|vyučov"
    r"|ödül|dersler|projeler|eğitim|deneyim|konuşma|burslar|üyelik"
    r"|undervisning|utbildning|uddannelse|utdanning|opetus|koulutus|palkin"
    r"|доклад|грант|наград|преподаван|образовани|опыт работы|проект|членств|выступлени|викладан"
    r"|招聘|项目|專案|教育|教学|教學|奖|獎|荣誉|服务|工作经历|新闻|学生|简介|演讲|讲座"
    r"|受賞|講演|発表|学歴|職歴|経歴|担当|授業|外部資金|競争的|所属学会|社会活動"
    r"|수상|강의|학력|경력|프로젝트|과제|발표|활동|소개|연락처"
)
"""Headings of other things than publications."""


def heading_kind(title: str) -> str:
    """Return the kind of the entries below a heading: ``publications``, ``other``, or nothing.

    >>> heading_kind("Journal articles"), heading_kind("Invited talks"), heading_kind("2019")
    ('publications', 'other', '')
    """
    sure = _PUBLICATIONS.search(title)
    if sure and (sure[0].lower().startswith("pub") or not _NEVER_PUBLICATIONS.search(title)):
        return "publications"
    if _OTHER_SECTIONS.search(title):
        return "other"
    return "publications" if _MAYBE_PUBLICATIONS.search(title) else ""
