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
    "installment": "instalment",
    "korean": "korea",
    "judges": "panel",
    "jury": "panel",
}
"""Wording of the mainland and other common names -> the wording of Taiwan and of the site."""

LAY = {
    "多少錢": "金額上限",
    "分幾次給": "分期撥付",
    "分幾次": "分期",
    "領錢": "撥付",
    "拿到錢": "撥付",
    "給錢": "撥付",
    "拍不完": "無法完成展延",
    "做不完": "無法完成展延",
    "來不及": "無法完成展延",
    "趕不上": "無法完成展延",
    "延後": "展延",
    "追回": "繳回",
    "追繳": "繳回",
    "返還": "繳回",
    "還錢": "繳回",
    "退錢": "繳回",
    "報備": "變更同意",
    "換導演": "變更導演",
    "換編劇": "變更編劇",
    "換製作人": "變更製作人",
    "換攝影棚": "變更攝影棚",
    "改片名": "變更片名",
    "是臺灣人": "國民身分",
    "臺灣籍": "國民身分",
    "外國人": "國民身分",
    "4k": "解析度",
    "畫質": "解析度",
    "誰審": "評選小組",
    "誰來審": "評選小組",
    "評委": "評選委員",
    "審查委員": "評選委員",
    "評分標準": "評選項目",
    "審查標準": "評選項目",
    "造假": "虛偽不實",
    "作假": "虛偽不實",
    "罰則": "違反撤銷廢止",
    "處罰": "違反撤銷廢止",
    "線上申請": "紙本申請",
    "網路申請": "紙本申請",
    "幾份": "份數",
    "薪水": "薪資",
    "退回": "退還",
    "轉給": "轉讓",
    "國名": "名義",
    "電子郵件": "紙本掛號郵寄",
    "砍預算": "刪減預算",
    "幾成": "百分之",
    "late": "extension time limit",
    "email": "paper post",
    "jurors": "panel",
    "salary": "paid",
    "give back": "repay",
    "pay back": "repay",
    "refund": "repay",
    "swap": "change",
    "replace": "change",
    "fake": "false",
    "penalty": "revoke withdraw",
    "tranche": "instalment",
}
"""What people say who ask, and no page does -> what the pages say; for queries alone."""

STOP = {
    "zh": (
        "請問 我想知道 想知道 我想 我要 想要 如何 怎麼樣 怎麼辦 怎麼 怎樣 什麼時候 什麼 甚麼 哪些"
        " 哪裡 哪兒 哪個 多少 幾 誰 有沒有 可不可以 能不能 可以 是否 是不是 為什麼 嗎 呢 吧 啊 以及"
        " 或是 還是 關於 有關 需要 最多 最少 至少 因為 會不會 要不要 該不該 應該 一定要 一定"
        " 什麼情況 哪種情況 會被 還能 多久 多長 幾位 幾個 幾次 幾天 幾項 幾人 有多少"
    ),
    "en": (
        "a an the of in on at to for from by with and or is are was were be do does did i my me we"
        " our you your it its this that these those what which who whom when where how why can"
        " could should would will shall may must about into as there need get have has any per"
        " much many happen happens tell please if they them their than more went go us"
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
