"""What people write for the same thing, as data for :mod:`fold` and for the browser.

Wording and the words that ask are folded by characters themselves before they are used.
"""

from __future__ import annotations

VARIANTS = {
    "姊": "姐",
    "划": "画",
    "着": "著",
    "臺": "台",
    "週": "周",
    "佔": "占",
    "羣": "群",
    "峯": "峰",
    "裏": "里",
    "喫": "吃",
    "妳": "你",
    "〇": "零",
}
"""Variants that OpenCC leaves apart; looked up after it has made a character simplified."""

WORDING = {
    "硅谷": "矽谷",
    "聖地亞哥": "聖地牙哥",
    "英偉達": "輝達",
    "三藩市": "舊金山",
    "人工智能": "人工智慧",
    "信息": "資訊",
    "軟件": "軟體",
    "硬件": "硬體",
    "網絡": "網路",
    "因特網": "網際網路",
    "互聯網": "網際網路",
    "視頻": "影音",
    "數字化": "數位化",
    "數字轉型": "數位轉型",
    "數字孿生": "數位孿生",
    "數字治理": "數位治理",
    "數字政府": "數位政府",
    "數碼": "數位",
    "攝製組": "劇組",
    "攝像機": "攝影機",
    "分辨率": "解析度",
    "幀率": "格率",
    "像素": "畫素",
    "音頻": "音訊",
    "智能": "智慧",
    "韓國": "南韓",
    "荷裏活": "好萊塢",
    "延長": "展延",
    "出租車": "計程車",
    "項目": "專案",
    "後期製作": "後製",
    "渲染": "算圖",
    "農夫市集": "農民市集",
    "小農市集": "農民市集",
    "加利福尼亞州": "加州",
    "加利福尼亞": "加州",
    "友誼城市": "友好城市",
    "光盤": "光碟",
    "優盤": "隨身碟",
    "u盤": "隨身碟",
    "打印": "列印",
    "農貿市場": "農民市集",
    "超級計算機": "超級電腦",
    "聖迭戈": "聖地牙哥",
    "審計報告": "查核報告",
    "評審": "評選",
    "撥款": "撥付",
    "付款": "撥付",
    "更換": "變更",
    "延期": "展延",
    "screenplay": "script",
    "movie": "film",
    "citizenship": "nationality",
    "programme": "program",
    "film-maker": "filmmaker",
    "microfilm": "micro film",
    "judges": "panel",
    "jury": "panel",
}
"""Wording of the mainland and other common names -> the wording of Taiwan and of the site."""

STOP = {
    "zh": (
        "請問 我想知道 想知道 我想 我要 想要 如何 怎麼樣 怎麼辦 怎麼 怎樣 什麼時候 什麼 甚麼 哪些"
        " 哪裡 哪兒 哪個 多少 幾 誰 有沒有 可不可以 能不能 可以 是否 是不是 為什麼 嗎 呢 吧 啊 以及"
        " 或是 還是 關於 有關 需要 最多 最少 至少 因為 會不會 要不要 該不該 應該"
    ),
    "en": (
        "a an the of in on at to for from by with and or is are was were be do does did i my me we"
        " our you your it its this that these those what which who whom when where how why can"
        " could should would will shall may must about into as if there need get have has any per"
        " much many happen happens tell please"
    ),
}
"""Words that say how somebody asks, not what for."""

SUFFIXES = (
    ("ications", "i"), ("ication", "i"), ("icants", "i"), ("icant", "i"),
    ("ensions", "end"), ("ension", "end"),
    ("isations", "iz"), ("izations", "iz"), ("isation", "iz"), ("ization", "iz"),
    ("abilities", "abl"), ("ability", "abl"), ("ibility", "ibl"),
    ("uctions", "uc"), ("uction", "uc"), ("ations", "at"), ("ation", "at"),
    ("itions", "it"), ("ition", "it"), ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""),
    ("ings", ""), ("ing", ""), ("ied", "y"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"),
    ("shes", "sh"), ("xes", "x"), ("edly", ""), ("ed", ""), ("s", ""),
)  # fmt: skip
"""Endings of English words and what stands for them; the first that fits is taken."""

KEPT = ("ss", "us", "is")
"""A last s that is no plural."""
ENDINGS = (
    ("tre", "ter"), ("our", "or"), ("e", ""), ("enc", "ens"),
    ("is", "iz"), ("ys", "yz"), ("y", "i"),
)  # fmt: skip
"""Then spelling, British and American alike; every one that fits, in this order."""
