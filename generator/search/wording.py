"""What people write for the same thing, as data for :mod:`fold` and for the browser.

Written in simplified characters, because wording is looked up after characters are folded.
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
    "圣地亚哥": "圣地牙哥",
    "英伟达": "辉达",
    "三藩市": "旧金山",
    "人工智能": "人工智慧",
    "信息": "资讯",
    "软件": "软体",
    "硬件": "硬体",
    "网络": "网路",
    "因特网": "网际网路",
    "互联网": "网际网路",
    "视频": "影音",
    "数字化": "数位化",
    "数字转型": "数位转型",
    "数字孪生": "数位孪生",
    "数字治理": "数位治理",
    "数字政府": "数位政府",
    "数码": "数位",
    "摄制组": "剧组",
    "摄像机": "摄影机",
    "分辨率": "解析度",
    "帧率": "格率",
    "像素": "画素",
    "音频": "音讯",
    "智能": "智慧",
    "韩国": "南韩",
    "荷里活": "好莱坞",
    "延长": "展延",
    "出租车": "计程车",
    "项目": "专案",
    "后期制作": "后制",
    "渲染": "算图",
    "农夫市集": "农民市集",
    "小农市集": "农民市集",
    "加利福尼亚州": "加州",
    "加利福尼亚": "加州",
    "友谊城市": "友好城市",
    "光盘": "光碟",
    "优盘": "随身碟",
    "u盘": "随身碟",
    "打印": "列印",
}
"""Wording of the mainland and other common names -> the wording of Taiwan and of the site."""

STOP = {
    "zh": (
        "請問 我想知道 想知道 我想 我要 想要 如何 怎麼樣 怎麼辦 怎麼 怎樣 什麼時候 什麼 甚麼 哪些 哪裡"
        " 哪兒 哪個 多少 幾 有沒有 可不可以 能不能 可以 是否 是不是 為什麼 嗎 呢 的 了 吧 啊 以及 或是"
        " 還是 關於 有關 需要 最多 最少 至少"
    ),
    "en": (
        "a an the of in on at to for from by with and or is are was were be do does did i my me we"
        " our you your it its this that these those what which who whom when where how why can"
        " could should would will shall may must about into as if there need get have has any per"
        " much many"
    ),
}
"""Words that say how somebody asks, not what for."""

SUFFIXES = (
    ("ications", "i"), ("ication", "i"), ("icants", "i"), ("icant", "i"),
    ("ensions", "end"), ("ension", "end"), ("isations", "iz"), ("izations", "iz"), ("isation", "iz"), ("ization", "iz"),
    ("abilities", "abl"), ("ability", "abl"), ("ibility", "ibl"),
    ("uctions", "uc"), ("uction", "uc"), ("ations", "at"), ("ation", "at"),
    ("itions", "it"), ("ition", "it"), ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""),
    ("ings", ""), ("ing", ""), ("ied", "y"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"),
    ("shes", "sh"), ("xes", "x"), ("edly", ""), ("ed", ""), ("ly", ""), ("s", ""),
)  # fmt: skip
"""Endings of English words and what stands for them; the first that fits is taken."""

KEPT = ("ss", "us", "is")
"""A last s that is no plural."""
ENDINGS = (
    ("tre", "ter"), ("our", "or"), ("e", ""), ("enc", "ens"), ("is", "iz"), ("ys", "yz"), ("y", "i"),
)  # fmt: skip
"""Then spelling, British and American alike; every one that fits, in this order."""
