"""The table of forgiveness: what a query must find in a text, what is framed there, and what not.

Every text is a note of its own in one real index. A hit must be the text itself, and the framed
letters must be the ones that the table names.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.cli.indexing import open_searcher
from app.core.library.syllabus import load_syllabus
from app.core.paths import DataFolder
from app.core.search.index.documents import IndexDocument, IndexEntry
from app.core.search.index.index import IndexFolder
from app.core.search.query.forms import Forms, WordForm
from app.core.search.query.query import parse_query
from app.core.search.results.excerpts import make_excerpt
from app.core.search.results.match_terms import match_terms_for
from app.core.search.results.results import Hit, Results
from app.core.search.results.searcher import Searcher
from app.core.workspace import Workspace
from tests.clock import Clock

SYLLABUS = load_syllabus()

# Query, text, and what is framed in it, in order.
Pair = tuple[str, str, str]

URDU: list[Pair] = [
    ("كتاب", "اقبال کی کِتاب بانگِ درا", "کِتاب"),
    ("کتاب", "ایک پرانی كتاب ملی", "كتاب"),
    ("پاكستان", "قیامِ پاکستان کی تاریخ", "پاکستان"),
    ("علي", "چوہدری رحمت علی کا پمفلٹ", "علی"),
    ("علی", "محمد علي جوہر کی تقریر", "علي"),
    ("مصطفي", "نظامِ مصطفیٰ کی تحریک", "مصطفیٰ"),
    ("مدرسة", "دینی مدرسہ بند ہوا", "مدرسہ"),
    ("هجرت", "ہجرتِ مدینہ کا سال", "ہجرتِ"),
    ("ہندو", "هندو اور مسلم قومیں", "هندو"),
    ("بهارت", "بھارت نے معاہدہ معطل کیا", "بھارت"),
    ("بھاشا", "دیامر بہاشا ڈیم کی لاگت", "بہاشا"),
    ("آئین", "یہ ائین منظور ہوا", "ائین"),
    ("ائین سازی", "آئین سازی کا مرحلہ", "آئین|سازی"),
    ("آزادی", "تحریکِ ازادی کے رہنما", "ازادی"),
    ("خودی", "فلسفۂ خُودِی کیا ہے", "خُودِی"),
    ("خُودِی", "اقبال اور خودی", "خودی"),
    ("ملت", "مِلَّت ایک قوم ہے", "مِلَّت"),
    ("قرآن", "قُرْآنِ مجید کا حکم", "قُرْآنِ"),
    ("رحمت", "رحمـــت کی بارش", "رحمـــت"),
    ("علمدوست", "علم\u200cدوست حکمران", "علم\u200cدوست"),
    ("علم دوست", "علمدوست بادشاہ", "علمدوست"),
    ("1956", "۱۹۵۶ء کا دستور", "۱۹۵۶ء"),
    ("۱۹۶۲", "the texts of 1962 failed", "1962"),
    ("١٩٥٨", "مارشل لا ۱۹۵۸ء میں لگا", "۱۹۵۸ء"),
    ("1969ء", "یحییٰ خان ۱۹۶۹ میں آئے", "۱۹۶۹"),
    ("۱۸۲۴", "کل ۱٬۸۲۴ افراد", "۱٬۸۲۴"),
    ("مؤقف", "حکومت کا موقف واضح ہے", "موقف"),
    ("مسئلہ کشمیر", "مسئلۂ کشمیر اقوامِ متحدہ میں", "مسئلۂ|کشمیر"),
    ("لئے", "عوام کے لیے منصوبہ", "لیے"),
    ("أحمد", "سر سید احمد خان", "احمد"),
    ("إسلام", "اسلام کا معاشی نظام", "اسلام"),
    ("علما", "علماء کا بائیس نکاتی پروگرام", "علماء"),
    ("سیلاب", "سیلاب، زلزلہ اور قحط", "سیلاب"),
    ("خوشحالی", "ترقی اور خوشحالی۔", "خوشحالی"),
    ("کیوں", "ایسا ہوا کیوں؟", "کیوں"),
    ("نیپرا", "نرخ NEPRA (نیپرا) نے بڑھائے", "نیپرا"),
    ("ogra گیس", "گیس کے نرخ OGRA طے کرتا ہے", "گیس|OGRA"),
    ("الله", "ﷲ کی حاکمیت", "ﷲ"),
    ('"صوبائی خودمختاری"', "صوبائی\nخودمختاری کا سوال", "صوبائی\u2003خودمختاری"),
    ("جمہور", "جمہوریت اور آمریت", "جمہوریت"),
    ("پارلیمنٹ کی بالادستی", "پارلیمنٹ کي بالادستی", "پارلیمنٹ|کي|بالادستی"),
    ("عدالت عظمی", "عدالتِ عُظمیٰ کا فیصلہ", "عدالتِ|عُظمیٰ"),
    ("بے روزگاری", "بےروزگاری میں اضافہ", "بےروزگاری"),
    ("پارلیمنت", "یہ پارلیمان پارلیمنٹ ہے", "پارلیمنٹ"),
]  # fmt: skip

LETTERS: list[Pair] = [
    ("cafe", "the Café de Flore", "Café"),
    ("Sèvres", "the treaty of Sevres", "Sevres"),
    ("munster", "signed at Münster and Osnabrück", "Münster"),
    ("ulama", "the ʿulamāʾ objected", "ulamāʾ"),
    ("tehran", "TEHRAN was silent", "TEHRAN"),
    ("“lame duck”", "a lame duck assembly", "lame duck"),
    ("Nehru", "Nehru’s report of 1928", "Nehru"),
    ("Gandhi's", "the notable march of Gandhi", "Gandhi"),
    ("dont", "they don’t pay", "don’t"),
    ("can't", "banks cant lend", "cant"),
    ("sovereignty", "sover\u00adeignty of states", "sover\u00adeignty"),
    ("Kissinger", "\u200eKissinger\u200f in Beijing", "Kissinger\u200f"),
]

HYPHENS: list[Pair] = [
    ("IS-K", "the branch called ISK attacked", "ISK"),
    ("ISK", "a cell of IS-K in Mastung", "IS-K"),
    ("IS K", "IS-K claimed a second blast", "IS-K"),
    ("ISK", "the group IS K recruits", "IS K"),
    ("anti-terrorism", "antiterrorism laws of 1997", "antiterrorism"),
    ("antiterrorism", "the anti-terrorism court", "anti-terrorism"),
    ("antiterrorism", "an anti terrorism squad", "anti terrorism"),
    ("anti terrorism", "antiterrorism funds", "antiterrorism"),
    ("anti-terrorism", "anti terrorism drills", "anti terrorism"),
    ("counterterrorism", "a counter-terrorism formula", "counter-terrorism"),
    ("cooperation", "regional co-operation failed", "co-operation"),
    ("co-operation", "a treaty of cooperation", "cooperation"),
    ("F-16", "F16 jets were sold", "F16"),
    ("F16", "spares for the F-16 fleet", "F-16"),
    ("F 16", "the F-16 upgrade", "F-16"),
    ("F-16", "an F 16 squadron", "F 16"),
    ("COVID19", "the COVID-19 lockdown", "COVID-19"),
    ("UN", "the U.N. sent observers", "U.N"),
    ("U.N.", "the UN observers left", "UN"),
    ("U.S.", "the United States left Kabul", "United States"),
    ("e-commerce", "ecommerce grew", "ecommerce"),
    ("Lashkar-i-Jhangvi", "lashkar i jhangvi was banned", "lashkar i jhangvi"),
    ("anti-coloni*", "anticolonial verse", "anticolonial"),
    ("policymaker", "a policy-maker resigned", "policy-maker"),
]

NUMBERS: list[Pair] = [
    ("1,436", "in all 1436 cases", "1436"),
    ("1824", "some 1,824 villages", "1,824"),
    ("150000", "a grant of 1,50,000 each", "1,50,000"),
    ("436", "attacks killed 436 people", "436"),
    ("33%", "a share of 33 per cent", "33"),
    ("33", "33% of seats", "33"),
    ("6.7bn", "a gap of 6.7 billion dollars", "6.7 billion"),
    ("6.7 billion", "the 6.7bn arrears", "6.7|bn"),
    ("Rs700bn", "a bill of Rs 700bn", "Rs 700bn"),
    ("Rs700bn", "a Rs700 billion plan", "Rs700 billion"),
    ('"1,300 megawatts"', "adds 1300 megawatts", "1300 megawatts"),
    ('"2460 megawatts"', "about 2,460 megawatts", "2,460 megawatts"),
    ("140A", "Article 140A on councils", "140A"),
    ("1990s", "the lost 1990s", "1990s"),
    ("2017", "held on 24.05.2017 in Multan", "2017"),
    ("19°C", "minus 19°C at night", "19°C"),
]

SPELLINGS: list[Pair] = [
    ("labour", "labor unions struck", "labor"),
    ("labor", "a labour tribunal", "labour"),
    ("organization", "an organisation of traders", "organisation"),
    ("organisation", "organizations of farmers", "organizations"),
    ("organisational", "organizational reform", "organizational"),
    ("center", "the centre collects", "centre"),
    ("centre", "a trauma center", "center"),
    ("centred", "a child-centered school", "centered"),
    ("defense", "the defence budget", "defence"),
    ("defences", "coastal defenses", "defenses"),
    ("program", "a health programme", "programme"),
    ("programmes", "vertical programs", "programs"),
    ("analyze", "analysts analyse tariffs", "analyse"),
    ("analysed", "we analyze rents", "analyze"),
    ("traveled", "he travelled by rail", "travelled"),
    ("travelling", "traveling salesmen", "traveling"),
    ("judgement", "a judgment of the bench", "judgment"),
    ("judgments", "two judgements clash", "judgements"),
    ("behavior", "herd behaviour", "behaviour"),
    ("neighborhood", "a safe neighbourhood", "neighbourhood"),
    ("dialog", "a strategic dialogue", "dialogue"),
    ("favourite", "a favorite phrase", "favorite"),
    ("archaeology", "archeology of Mohenjo-daro", "archeology"),
    ("medieval", "mediaeval trade", "mediaeval"),
    ("enrollment", "school enrolment fell", "enrolment"),
    ("skillful", "a skilful envoy", "skilful"),
    ("jeopardise", "it jeopardized talks", "jeopardized"),
    ("Baluchistan", "Balochistan has copper", "Balochistan"),
    ("Balochistan", "Baluchistan in 1930", "Baluchistan"),
    ("Pukhtunkhwa", "Khyber Pakhtunkhwa voted", "Pakhtunkhwa"),
    ("Qaid", "the Quaid addressed it", "Quaid"),
    ("Quaid-e-Azam", "Qaid-e-Azam resigned", "Qaid-e-Azam"),
    ("Koran", "the Qur’an says", "Qur’an"),
    ("Quran", "an old Koran", "Koran"),
    ("Husain", "Hussain Shaheed spoke", "Hussain"),
    ("Mohammed", "Muhammad bin Tughluq", "Muhammad"),
    ("Panjab", "Punjab canals", "Punjab"),
    ("Sind", "Sindh wheat", "Sindh"),
    ("Jehad", "jihad and law", "jihad"),
    ("Ramzan", "Ramadan prices", "Ramadan"),
    ("Makkah", "pilgrims to Mecca", "Mecca"),
    ("Al-Qaida", "al-Qaeda fled", "al-Qaeda"),
    ("per cent", "a percent of output", "percent"),
]

NAMES: list[Pair] = [
    ("CPEC", "the China-Pakistan Economic Corridor begins", "China-Pakistan Economic Corridor"),
    ("cpec", "China Pakistan Economic Corridor loans", "China Pakistan Economic Corridor"),
    ("China-Pakistan Economic Corridor", "CPEC power plants", "CPEC"),
    ("china pakistan economic corridor", "second phase of CPEC", "CPEC"),
    ("IMF", "the International Monetary Fund lends", "International Monetary Fund"),
    ("international monetary fund", "an IMF tranche", "IMF"),
    ("NFC", "the National Finance Commission met", "National Finance Commission"),
    ("National Finance Commission", "the NFC formula", "NFC"),
    ("SIFC", "Special Investment Facilitation Council", "Special Investment Facilitation Council"),
    ("special investment facilitation council", "SIFC desks", "SIFC"),
    ("KP", "Khyber-Pakhtunkhwa hills", "Khyber-Pakhtunkhwa"),
    ("khyber pakhtunkhwa", "merged districts of KP", "KP"),
    ("FATF", "the Financial Action Task Force list", "Financial Action Task Force"),
    ("WHO", "the World Health Organization warned", "World Health Organization"),
    ("World Trade Organisation", "WTO rounds", "WTO"),
    ("oic", "the Organisation of Islamic Cooperation", "Organisation of Islamic Cooperation"),
    ("NPT", "the Non-Proliferation Treaty opened", "Non-Proliferation Treaty"),
    ("non-proliferation treaty", "outside the NPT", "NPT"),
    ("sdgs", "Sustainable Development Goals lag", "Sustainable Development Goals"),
    ("pml-n", "the Pakistan Muslim League Nawaz", "Pakistan Muslim League Nawaz"),
    ("United States", "the USA vetoed it", "USA"),
]

FORMS: list[Pair] = [
    ("insurgents", "an insurgency in the hills", "insurgency"),
    ("devolve", "devolved powers", "devolved"),
    ("negotiating", "they negotiated at night", "negotiated"),
    ("treaties", "a treaty of peace", "treaty"),
    ("economies", "a rentier economy", "economy"),
    ("constitu", "constituent assemblies", "constituent"),
    ("federal legis", "the federal legislative list", "federal|legislative"),
    ("Khanewal di", "Khanewal district", "Khanewal|district"),
    ("hydrop*", "cheap hydropower", "hydropower"),
    ("Shikarp?r", "Shikarpur bazaar", "Shikarpur"),
    ("*nomics", "Reaganomics failed", "Reaganomics"),
    ("remittances NEAR/4 crisis", "remittances eased the crisis", "remittances|crisis"),
    ("glacier NEAR lake", "a lake under the glacier", "lake|glacier"),
    ('"divisible pool"', "the divisible\npool of taxes", "divisible\u2003pool"),
    ('"loss and damage"', "a loss-and-damage fund", "loss-and-damage"),
    ('"bill of rights"', "the Bill of Rights 1689", "Bill of Rights"),
    ("smog OR zamburak", "a zamburak on a camel", "zamburak"),
    ("tariff -cotton", "a tariff on sugar", "tariff"),
    ("gwalior NOT sapphire", "the fort of Gwalior", "Gwalior"),
]

# Found only as likely typing errors, below what was typed.
MISSPELT: list[Pair] = [
    ("Faislaabad", "mills of Faisalabad", "Faisalabad"),
    ("Abottabad", "schools of Abbottabad", "Abbottabad"),
    ("Sargoddha", "kinnows of Sargodha", "Sargodha"),
    ("muzzafarabad", "Muzaffarabad after 2005", "Muzaffarabad"),
    ("buraeucrasy", "a bureaucracy of clerks", "bureaucracy"),
    ("sovreignity", "popular sovereignty won", "sovereignty"),
    ("comission", "a boundary commission", "commission"),
    ("Bahawlpur", "desert of Bahawalpur", "Bahawalpur"),
    ("recieve", "they receive aid", "receive"),
    ("zarbulmisal", "a zarbulmasal is a proverb", "zarbulmasal"),
    ("xhiniot", "furniture of Chiniot", "Chiniot"),
]  # fmt: skip

PAIRS = [*URDU, *LETTERS, *HYPHENS, *NUMBERS, *SPELLINGS, *NAMES, *FORMS, *MISSPELT]

# Query and a text that it must not find.
NOT_FOUND: list[tuple[str, str]] = [
    ("ire", "a fire in Rohri"),
    ("436", "some 1,436 tents"),
    ("436", "a coin of 436.5 grams"),
    ("216", "Articles 2,16 apply"),
    ("7bn", "6.7bn for dams"),
    ("1973", "phone 19734 now"),
    ('"camps training"', "training camps in Kalat"),
    ('"federal list"', "federal legislative list"),
    ('"insurgent"', "two insurgencies"),
    ('"labor"', "the labour code"),
    ('"trains"', "a train stopped"),
    ("zebra -stripe", "a zebra has a stripe"),
    ("zebra NOT stripe", "a stripe on the zebra"),
    ("oxus NEAR/2 delta", "the oxus flows far from any delta"),
    ("who", "the World Health Organization met"),
    ("nab", "National Accountability Bureau cases"),
    ("us", "the United States paid"),
    ("world health organization", "those who came"),
    ("national action plan", "an afternoon nap"),
    ("united states", "it fell to us all"),
    ("id", "Eid prayers"),
    ("check", "a cheque bounced"),
    ("filled", "he filed a plea"),
    ("scored", "he scoured the hills"),
    ("notable", "not able to pay"),
    ("wom?n", "a womaniser"),
    ("insurg*", "a surging river"),
    ("cat", "bat and rat"),
    ("rat", "the art of war"),
    ("ملک", "ملکہ کا محل"),
    ("علم ", "علمی بحث"),
    ("روز", "نوروز کا میلہ"),
    ("subject:law gavel", "a gavel fell"),
    ("kind:fact gavel", "the gavel rose"),
    ("in:highlights gavel", "another gavel"),
    ("universe ", "a university"),
    ("anti", "antiquity shops"),
    ("isk ", "a risk taken"),
]  # fmt: skip


@dataclass(frozen=True)
class Table:
    """The index of all texts."""

    searcher: Searcher
    ids: dict[str, str]

    def ask(self, query: str, *, forgiving: bool = True, limit: int = 200) -> Results:
        return self.searcher.search(parse_query(query, SYLLABUS, forgiving=forgiving), limit)

    def hit(self, query: str, text: str, *, forgiving: bool = True) -> Hit | None:
        """Return the hit of a text, None when the query does not find it."""
        hits = self.ask(query, forgiving=forgiving).hits
        return next((hit for hit in hits if hit.id == self.ids[text]), None)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """One index of all texts, each a note of its own."""
    folder = tmp_path_factory.mktemp("table")
    before = os.environ.get("BAYAZ_CACHE")
    os.environ["BAYAZ_CACHE"] = str(folder / "cache")
    with Workspace(DataFolder(folder / "data"), Clock()) as workspace:
        texts = dict.fromkeys([*(text for _, text, _ in PAIRS), *(text for _, text in NOT_FOUND)])
        ids = {text: workspace.notebook.add_note(text).id for text in texts}
        searcher = open_searcher(workspace)
        yield Table(searcher, ids)
        searcher.close()
    os.environ.pop("BAYAZ_CACHE")
    if before is not None:
        os.environ["BAYAZ_CACHE"] = before


def framed(hit: Hit) -> str:
    return "|".join(hit.excerpt.text[start:end] for start, end in hit.excerpt.spans)


def test_the_table_is_long_enough() -> None:
    assert len(PAIRS) >= 90
    assert len(URDU) >= 25
    assert len(NOT_FOUND) >= 25
    assert len({text for _, text, _ in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(("query", "text", "expected"), PAIRS)
def test_it_is_found_and_framed(table: Table, query: str, text: str, expected: str) -> None:
    hit = table.hit(query, text)
    assert hit is not None
    assert framed(hit) == expected


@pytest.mark.parametrize(("query", "meant"), [(query, word) for query, _, word in MISSPELT])
def test_typing_errors_are_said_and_likely(table: Table, query: str, meant: str) -> None:
    results = table.ask(query)
    assert results.did_you_mean == meant.lower()
    assert all(hit.corrected for hit in results.hits)


@pytest.mark.parametrize(("query", "text"), NOT_FOUND)
def test_it_is_not_found(table: Table, query: str, text: str) -> None:
    hit = table.hit(f"{query} ", text)
    assert hit is None or hit.corrected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("436 ", "killed 436 of 1,436 and 4360 in 436.5 days", "436"),
        ("ire", "the ire of a fire in Ireland", "ire|Ireland"),
        ("is-k", "this IS-K risk is known", "IS-K"),
        ("k", "K of K2 and IK", "K|K"),
        ("7", "7 of 1.7 and 7,000", "7"),
        ("ملک", "مملکت کا ملک", "ملک"),
        ('"free state"', "free states of a free state", "free state"),
        ("art", "art, part and Bart", "art"),
    ],
)
def test_what_is_not_meant_is_not_framed(query: str, text: str, expected: str) -> None:
    parsed = parse_query(query, SYLLABUS)
    forms = Forms(tuple((WordForm(term.words),) for term in parsed.terms))
    excerpt = make_excerpt(text, match_terms_for(parsed, forms))
    assert "|".join(excerpt.text[start:end] for start, end in excerpt.spans) == expected


@pytest.mark.parametrize(
    "query",
    [
        "insurgents", "labour unions", "CPEC loans", "Pukhtunkhwa voted", "Sargoddha", "constitu",
        "antiterrorism squad", "negotiating", "Koran says", "IMF lends",
    ],
)  # fmt: skip
def test_without_forgiveness_only_the_words_themselves(table: Table, query: str) -> None:
    assert table.ask(query).total > 0
    strict = table.ask(query, forgiving=False)
    assert strict.did_you_mean is None
    assert strict.total == 0


def test_without_forgiveness_letters_are_still_one(table: Table) -> None:
    assert table.hit("كتاب", URDU[0][1], forgiving=False)
    assert table.hit("CAFE", LETTERS[0][1], forgiving=False)
    assert not table.hit("cafes", LETTERS[0][1], forgiving=False)


def test_a_name_in_capitals_is_no_everyday_word(table: Table) -> None:
    text = "the World Health Organization warned"
    assert table.hit("WHO", text)
    assert not table.hit("who", text)


def test_what_was_typed_comes_before_what_may_have_been_meant(table: Table) -> None:
    for query in ("zarbulmasal", "zarbulmisal", "Bahawlpur", "comission", "labor", "IMF"):
        likely = [hit.corrected for hit in table.ask(query).hits]
        assert likely == sorted(likely)
    assert not any(hit.corrected for hit in table.ask("labor labour").hits)


def test_a_word_that_is_still_being_typed_is_no_error(table: Table) -> None:
    for query in ("Faisalab", "Bahaw", "Muzaffara"):
        results = table.ask(query)
        assert results.total
        assert results.did_you_mean is None


def test_no_phrase_reaches_from_the_title_into_the_text(workspace: Workspace) -> None:
    title, text = "Water and the Delta", "Farmers downstream wait for the canal to fill."
    entry = IndexEntry(
        owner="summary:1",
        documents=[
            IndexDocument(
                kind="summary", id="1", summary_id="1", title=title, subjects=[], topics=[],
                paper="", author="", day=0, colour="", lead=title, text=text,
            )
        ],
    )  # fmt: skip
    folder = IndexFolder(workspace.index_folder, workspace.index_token)
    folder.apply([entry], 1)
    index = folder.open()
    assert index is not None
    searcher = Searcher(index)

    def found(query: str) -> int:
        return searcher.search(parse_query(query, SYLLABUS), 5).total

    assert found('"the delta"') == found('"farmers downstream"') == found("delta farmers") == 1
    assert found('"delta farmers"') == 0
    searcher.close()
