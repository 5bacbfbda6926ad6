"""Province-level regions: the first two digits of a resident number and the names that open an address.

Source: GB/T 2260 (31 provinces, 台湾 71, 香港 81, 澳门 82); 83 opens the residence permit of 台湾 residents.
County codes are left out on purpose: they change every year, and a person keeps the code first given.
"""

from __future__ import annotations

PROVINCES = {
    "11": "北京市",
    "12": "天津市",
    "13": "河北省",
    "14": "山西省",
    "15": "内蒙古自治区",
    "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省",
    "31": "上海市",
    "32": "江苏省",
    "33": "浙江省",
    "34": "安徽省",
    "35": "福建省",
    "36": "江西省",
    "37": "山东省",
    "41": "河南省",
    "42": "湖北省",
    "43": "湖南省",
    "44": "广东省",
    "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市",
    "51": "四川省",
    "52": "贵州省",
    "53": "云南省",
    "54": "西藏自治区",
    "61": "陕西省",
    "62": "甘肃省",
    "63": "青海省",
    "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区",
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
}

RESIDENCE_PERMIT_AREAS = ("810000", "820000", "830000")

# Cities that are also provinces, in the order of their codes.
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")

# Regions whose addresses do not follow 市 and 区县.
SPECIAL_REGIONS = ("香港特别行政区", "澳门特别行政区")

# Cities without districts, and counties that answer to the province without a city between: an address there has
# one level fewer and is still complete.
CITIES_WITHOUT_DISTRICTS = ("东莞市", "中山市", "儋州市", "嘉峪关市", "三沙市")
COUNTIES_UNDER_PROVINCE = {
    "河北省": ("雄安新区",),
    "河南省": ("济源市",),
    "湖北省": ("仙桃市", "潜江市", "天门市", "神农架林区"),
    "海南省": (
        *("五指山市", "琼海市", "文昌市", "万宁市", "东方市", "定安县", "屯昌县", "澄迈县", "临高县"),
        *("白沙黎族自治县", "昌江黎族自治县", "乐东黎族自治县", "陵水黎族自治县", "保亭黎族苗族自治县"),
        "琼中黎族苗族自治县",
    ),
    "新疆维吾尔自治区": (
        *("石河子市", "阿拉尔市", "图木舒克市", "五家渠市", "北屯市", "铁门关市", "双河市", "可克达拉市", "昆玉市"),
        *("胡杨河市", "新星市", "白杨市"),
    ),
}
