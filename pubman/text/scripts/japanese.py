"""Japanese readings of names in Han characters: 山田太郎 -> Yamada, Taro.

A character has several readings, and the sound of a name is not written. So the tables hold the
commonest family names as wholes, and for given names the readings that single characters usually
have in names. Long vowels are written as short ones (Sato, Yuki).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

_FAMILY: Final = """
佐藤 sato 鈴木 suzuki 高橋 takahashi 田中 tanaka 伊藤 ito 渡辺 watanabe 渡邊 watanabe
渡邉 watanabe 山本 yamamoto 中村 nakamura 小林 kobayashi 加藤 kato 吉田 yoshida 山田 yamada
佐々木 sasaki 山口 yamaguchi 松本 matsumoto 井上 inoue 木村 kimura 林 hayashi 斎藤 saito
齋藤 saito 斉藤 saito 齊藤 saito 清水 shimizu 山崎 yamazaki|yamasaki 中島 nakajima|nakashima
森 mori 阿部 abe 池田 ikeda 橋本 hashimoto 石川 ishikawa 山下 yamashita 小川 ogawa 石井 ishii
長谷川 hasegawa 後藤 goto 岡田 okada 近藤 kondo 前田 maeda 藤田 fujita 遠藤 endo 青木 aoki
坂本 sakamoto 村上 murakami 太田 ota 金子 kaneko 藤井 fujii 福田 fukuda 西村 nishimura
三浦 miura 竹内 takeuchi 中川 nakagawa 岡本 okamoto 松田 matsuda 原田 harada 中野 nakano
小野 ono 田村 tamura 藤原 fujiwara 中山 nakayama 石田 ishida 小島 kojima 和田 wada 森田 morita
内田 uchida 柴田 shibata 酒井 sakai 原 hara 高木 takagi 横山 yokoyama 安藤 ando 宮崎 miyazaki
上田 ueda 島田 shimada 工藤 kudo 大野 ono 宮本 miyamoto 杉山 sugiyama 今井 imai 丸山 maruyama
増田 masuda 高田 takada|takata 村田 murata 平野 hirano 大塚 otsuka 菅原 sugawara 武田 takeda
新井 arai 小山 koyama|oyama 野口 noguchi 桜井 sakurai 櫻井 sakurai 千葉 chiba 岩崎 iwasaki
佐野 sano 谷口 taniguchi 上野 ueno 松井 matsui 河野 kono|kawano 市川 ichikawa
渡部 watanabe|watabe 野村 nomura 菊地 kikuchi 菊池 kikuchi 木下 kinoshita 水野 mizuno 久保 kubo
松尾 matsuo 山内 yamauchi 北村 kitamura 吉川 yoshikawa 古川 furukawa 杉本 sugimoto 大西 onishi
島 shima 関 seki 服部 hattori 平田 hirata 川崎 kawasaki 飯田 iida 本田 honda 久保田 kubota
野田 noda 熊谷 kumagai 川口 kawaguchi 東 azuma|higashi 福島 fukushima 荒木 araki 辻 tsuji
中田 nakata|nakada 矢野 yano 秋山 akiyama 樋口 higuchi 松下 matsushita 川村 kawamura
河村 kawamura 望月 mochizuki 広瀬 hirose 廣瀬 hirose 吉村 yoshimura 浅野 asano 馬場 baba
石原 ishihara 小松 komatsu 大橋 ohashi 伊東 ito 岩田 iwata 菅野 kanno|sugano 西川 nishikawa
永井 nagai 小池 koike 早川 hayakawa 松岡 matsuoka 田口 taguchi 福井 fukui 浜田 hamada
濱田 hamada 内藤 naito 西田 nishida 星野 hoshino 大島 oshima 岡 oka 川上 kawakami 荒井 arai
永田 nagata 土屋 tsuchiya 大久保 okubo 尾崎 ozaki 堀 hori 片山 katayama 鎌田 kamata|kamada
黒田 kuroda 本間 honma 松原 matsubara 中西 nakanishi 岩本 iwamoto 森本 morimoto 吉岡 yoshioka
上原 uehara 田辺 tanabe 成田 narita 石橋 ishibashi 大川 okawa 関口 sekiguchi 須藤 sudo|suto
西山 nishiyama 小西 konishi 三宅 miyake 八木 yagi 萩原 hagiwara 奥村 okumura 西 nishi 南 minami
北川 kitagawa 安田 yasuda 宮田 miyata 谷 tani 堀内 horiuchi 岸 kishi 栗原 kurihara 田島 tajima
高野 takano 桑原 kuwahara|kuwabara 竹田 takeda 植田 ueda 今村 imamura 岡崎 okazaki 藤本 fujimoto
岡村 okamura 河合 kawai 川合 kawai 川島 kawashima|kawajima 大石 oishi 平井 hirai 神田 kanda
落合 ochiai 榎本 enomoto 白石 shiraishi 甲斐 kai 飯塚 iizuka 浅井 asai 小泉 koizumi
五十嵐 igarashi 天野 amano 大谷 otani|oya 黒木 kuroki 富田 tomita 篠原 shinohara 梅田 umeda
柳田 yanagida|yanagita 湯川 yukawa 朝永 tomonaga 利根川 tonegawa 野依 noyori 山中 yamanaka
本庶 honjo 赤崎 akasaki 梶田 kajita 吉野 yoshino 真鍋 manabe 坂口 sakaguchi
"""
"""Family names and how they are read, in turns."""

_GIVEN: Final = """
一 ichi|kazu|katsu|hajime|i 二 ji|ni 三 zo|san|mi|mitsu 四 shi|yon 五 go 六 roku 七 nana
八 hachi|ya 九 ku 十 ju|to 郎 ro|o 朗 ro|akira|o 太 ta|futoshi|dai 大 dai|hiro|masaru|o|ta|tomo
介 suke 助 suke 輔 suke 子 ko|shi 美 mi|yoshi|bi|haru 恵 megumi|e|kei|yoshi|shige 香 ka|kaori|ko
花 hana|ka 華 ka|hana 奈 na 菜 na 佳 ka|yoshi|kei 由 yu|yoshi 紀 ki|nori 樹 ki|itsuki|ju|tatsuki
木 ki 希 ki|nozomi|nozomu 貴 taka|ki|yoshi 喜 yoshi|ki|nobu 輝 teru|ki|aki|hikaru|akira
幸 yuki|sachi|ko|miyuki|hiro|yoshi 雪 yuki 行 yuki|ko|iku 之 yuki|no 征 masa|yuki|sei
優 yu|masa|masaru|suguru|yuki|hiro 勇 yu|isamu|hayato|i 祐 yu|suke|hiro
裕 yu|hiro|yutaka|hiroshi 悠 yu|haru|hisashi|yutaka 雄 o|yu|takeshi|katsu 友 tomo|yu 佑 yu|suke
結 yu|yui 夕 yu 有 yu|ari 斗 to 人 to|hito|jin 仁 hito|jin|hitoshi|masa 翔 sho|kakeru|to
祥 sho|yoshi|sachi 昭 aki|sho|akira 章 aki|sho|akira|fumi 彰 aki|sho|akira
明 aki|akira|mei|haru|mi 晃 aki|akira|ko 晶 aki|akira|sho 秋 aki|shu 昌 masa|sho|aki
正 masa|sho|tadashi|sei|nobu 政 masa|sei 雅 masa|miyabi|ga 真 ma|shin|makoto|masa|mi
誠 makoto|sei|nobu|masa 聖 sei|satoshi|kiyoshi|masa 清 kiyoshi|kiyo|sei 静 shizu|shizuka
勝 katsu|masaru|sho 克 katsu|katsumi 和 kazu|wa|yori|masa 数 kazu 健 ken|takeshi|tsuyoshi|take
賢 ken|satoshi|masaru|yoshi 建 ken|take|tatsu 憲 ken|nori 謙 ken|kane 研 ken
剛 go|tsuyoshi|takeshi|take 武 take|takeshi|mu 毅 takeshi|tsuyoshi|ki 猛 takeshi|take
岳 takeshi|gaku 丈 take|jo 孝 taka|takashi|ko 隆 taka|takashi|ryu 高 taka|ko
敬 taka|takashi|kei|yoshi 崇 taka|takashi 尚 nao|hisa|takashi|sho 直 nao|tadashi|sunao|naoki
哲 tetsu|satoshi|aki|akira|tetsuya 鉄 tetsu 徹 toru|tetsu 透 toru 亨 toru|akira|kyo
聡 satoshi|so|sato|akira|toshi 智 tomo|satoshi|chi|toshi|sato 知 tomo|chi|satoshi|kazu 朋 tomo
朝 tomo|asa 倫 tomo|michi|rin|nori 敏 toshi|bin|satoshi 俊 toshi|shun|shunsuke|takashi
利 toshi|ri 寿 toshi|hisa|ju|kazu 年 toshi|nen 紳 shin 伸 shin|nobu|noboru 信 nobu|shin|makoto
新 shin|arata 慎 shin|makoto 進 susumu|shin 晋 shin|susumu 心 kokoro|shin|mi 延 nobu|en
宣 nobu|nori|sen 暢 nobu|mitsuru|yo 展 nobu|ten|hiro 博 hiro|hiroshi|haku 弘 hiro|hiroshi|ko
浩 hiro|hiroshi|ko 宏 hiro|hiroshi|ko 広 hiro|hiroshi|ko 洋 hiro|hiroshi|yo 寛 hiro|hiroshi|kan
啓 hiro|kei|hiroshi|satoshi 拓 taku|hiro|hiroshi 紘 hiro|ko 央 hiro|o|hisa|chika
久 hisa|hisashi|kyu 英 hide|ei|e 秀 hide|shu|hideki 栄 ei|hide|sakae 典 nori|ten|fumi
範 nori|han 則 nori 徳 nori|toku|toshi 法 nori|ho 規 nori|ki 義 yoshi|gi|nori|tadashi
良 yoshi|ryo|ra|ryoichi 吉 yoshi|kichi 芳 yoshi|ka|ho 好 yoshi|ko 嘉 yoshi|ka 淑 yoshi|toshi
善 yoshi|zen 慶 kei|yoshi|nobu 圭 kei|kiyoshi 桂 kei|katsura 京 kyo|kei|miyako 恭 kyo|yasu|taka
康 yasu|ko|yasushi 泰 yasu|yasushi|tai 靖 yasu|yasushi 保 yasu|tamotsu|ho 安 yasu|an
文 fumi|bun|aya 史 fumi|shi 郁 iku|fumi|kaoru 育 iku|yasu 薫 kaoru|kun|shige 茂 shige|shigeru|mo
重 shige|ju 繁 shige|shigeru 滋 shige|shigeru|ji 成 shige|nari|sei|naru|masa 也 ya|nari
哉 ya|kana 弥 ya|mi 矢 ya 夜 yo 代 yo|shiro 世 yo|se 生 o|ki|sei|ikuo|mi 夫 o 男 o 彦 hiko 吾 go
悟 satoru|go|sato 護 mamoru|go 守 mamoru|mori 実 minoru|mi|sane|mitsu 稔 minoru|toshi
光 mitsu|hikaru|ko|aki 満 mitsu|mitsuru|man 充 mitsu|mitsuru|ju 海 kai|umi|mi 空 sora|ku 陸 riku
陽 yo|haru|hi|hina|akira 春 haru|shun 晴 haru|sei|hare 遥 haruka|haru|yo 葉 ha|yo 多 ta|masa
匠 takumi|sho 巧 takumi|ko 卓 taku|suguru|masaru 学 manabu|gaku 治 haru|osamu|ji|harushi
司 tsukasa|ji|shi|mori 修 osamu|shu|nobu|naga 理 ri|osamu|michi|masa|sato 里 ri|sato 梨 ri 莉 ri
織 ori 江 e 絵 e 衣 i|e|kinu 枝 e|shi 恋 ren|koi 蓮 ren 連 ren 涼 ryo 亮 ryo|akira|suke|aki
遼 ryo|haruka 諒 ryo|makoto 竜 ryu|tatsu 龍 ryu|tatsu 達 tatsu|tatsuya|toru 辰 tatsu
立 tatsu|ritsu 律 ritsu|tadashi 琉 ryu|ru 留 ru|tome 瑠 ru|ryu 麻 ma|asa 舞 mai|bu|ma
愛 ai|mana|a|megumi 彩 aya|sai|iro 綾 aya|ryo 絢 aya 亜 a 沙 sa 紗 sa|suzu 早 sa|haya|so
咲 saki|sa|emi 桜 sakura|o 千 chi|sen|yuki 冬 fuyu|to 夏 natsu|ka|na 波 nami|ha 南 minami|nan|na
北 kita 西 nishi|sei 東 azuma|to 穂 ho|minoru 帆 ho 歩 ayumi|ayumu|ho|mu|a 未 mi|miku 見 mi
水 mizu|mi 瑞 mizu|zui 月 tsuki|zuki|ru 星 hoshi|sei|hikaru 平 hei|taira|hira|nari 兵 hei
衛 e|mamoru 次 ji|tsugu 児 ji 士 shi|ji 志 shi|yuki|kokoro|mune 宗 mune|so 壮 so|takeshi
創 so|hajime 蒼 so|ao|aoi 颯 so|hayate 駿 shun|hayao 隼 hayato|shun|jun 順 jun|nobu|yori
純 jun|sumi|atsushi 潤 jun|hiro 淳 jun|atsushi|atsu|kiyoshi 準 jun|hitoshi
敦 atsu|atsushi|tsutomu 厚 atsu|atsushi|ko 篤 atsu|atsushi|toku 努 tsutomu 勉 tsutomu|ben
力 riki|tsutomu|chikara 功 isao|ko|katsu 勲 isao|kun 均 hitoshi|kin 等 hitoshi
斉 hitoshi|sei|nari 豊 yutaka|toyo|ho 穣 yutaka|jo 登 noboru|to|nori 昇 noboru|sho|nori
元 gen|moto|hajime 源 gen|moto|minamoto 基 moto|motoi|ki 素 moto|so 本 moto 始 hajime
肇 hajime|tadashi 望 nozomi|nozomu|bo|mi 渉 wataru|sho 航 wataru|ko|kazu 亘 wataru|ko 涉 wataru
潔 kiyoshi|ketsu 澄 sumi|kiyoshi 親 chika|shin|oya 周 shu|chika|makoto 宙 chu|sora|hiroshi
忠 tada|tadashi|chu 唯 yui|tada|i 惟 tada|i 匡 tadashi|masa|kyo 将 masa|sho|masashi
昂 takashi|ko|subaru 響 hibiki|kyo 瞳 hitomi|do 瞬 shun
"""
"""Characters and their readings in given names, in turns."""


def japanese(whole: str) -> Iterator[tuple[re.Pattern[str], re.Pattern[str] | None]]:
    """Yield the patterns of the family and the given name, for each family name it begins with.

    The second is None if a character of the given name is not in the table.

    >>> [(family, given)] = japanese("山田太郎")
    >>> bool(family.fullmatch("yamada")), bool(given.fullmatch("taro"))
    (True, True)
    """
    for size in range(1, min(4, len(whole))):
        read = _families().get(whole[:size])
        if read:
            yield re.compile(read), _given(whole[size:])


def _given(word: str) -> re.Pattern[str] | None:
    table = _characters()
    parts: list[str] = []
    for char in word:
        if char == "々" and parts:
            parts.append(parts[-1])
        elif char in table:
            parts.append(f"(?:{table[char]})")
        else:
            return None
    return re.compile("".join(parts))


@lru_cache(maxsize=1)
def _families() -> Mapping[str, str]:
    words = _FAMILY.split()
    return dict(zip(words[::2], words[1::2], strict=True))


@lru_cache(maxsize=1)
def _characters() -> Mapping[str, str]:
    words = _GIVEN.split()
    return dict(zip(words[::2], words[1::2], strict=True))
