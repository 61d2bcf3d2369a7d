"""Words that names are made of, and nouns that stand beside them."""

from __future__ import annotations

from annotators.extraction.words import word_set

BODIES = word_set(
    """
    agency airlines alliance assembly association authority bank board bureau cabinet center centre
    chamber church circle club coalition college commission committee company conference congress
    convention corp corporation council courier court department district echo federation firm
    foods force foundation fund gazette glass group guard guild herald holdings house inc
    industries institute journal league ltd llc media metals ministry mirror motors museum network
    news observer office organization organisation partners party police post press quartet records
    review school senate service services society steel studios systems team telegraph times
    tribune trust union university wire works airways
    """
)
TRADES = word_set(
    """
    airlines airways bank corp energy films foods glass group holdings inc industries llc ltd
    media metals motors news oil partners pharmaceuticals records steel studios systems
    technologies works
    """
)
GROUNDS = word_set(
    """
    avenue bay beach bridge canyon city county desert district harbor harbour hills island islands
    lake mountain mountains ocean peninsula province region ridge river road sea square street
    tower valley village
    """
)
ROLES = word_set("head coach counsel cousin secretary producer surgeon clerk guide pilot skipper")
# What a company can be called as well.
EITHER = word_set(
    "ally agent critic employer insurer leader maker member observer operator organizer owner"
    " parent partner player sponsor supplier supporter trader union victim winner"
)
# Titles that are the first word of many names of bodies and places.
DOUBTFUL = word_set(
    "general gen chief justice king queen prince princess lady lord first attorney saint st"
    " officer former acting deputy director speaker republican democrat detective major pope"
    " father secretary cardinal captain minister judge leader nominee candidate president"
)
# Parts of a body that has the same first word: the Senate is not the Senate Committee.
PARTS = word_set(
    "administration building campaign caucus chamber committee council department democrats"
    " district floor foundation hall house leadership ministry office party republicans street"
    " team tower"
)
# Places with a government that are named like ground.
LANDS = word_set("city county parish province township oblast prefecture")
BUILDINGS = word_set(
    "airport arena avenue boulevard bridge highway plaza stadium street tower towers tunnel"
)
EVENTS = word_set("championships convention festival marathon olympics summit")
# Groups that a group of another kind can be part of.
PARTISANS = word_set(
    "Conservatives Conservative Democrats Democrat Liberals Liberal Republicans Republican"
)
FAITHS = word_set(
    """
    Buddhism Buddhist Buddhists Catholic Catholicism Catholics Christianity Christians Hindu
    Hinduism Hindus Islam Islamism Islamist Islamists Jewish Jews Judaism Mormon Mormons Muslim
    Muslims Protestant Protestants Sikh Sikhs
    """
)
# Departments as they end a title: the secretary of State.
DEPARTMENTS = word_set(
    "Agriculture Commerce Defense Education Energy Interior Labor State Transportation Treasury War"
)
KNOWN_BODIES = word_set(
    """
    ACLU BuzzFeed CIA DNC EU E.U. FBI Facebook GOP Google Hamas Hezbollah HuffPost IMF Instagram
    ISIL ISIS LinkedIn NAACP NATO NRA NSA Pentagon Politico PolitiFact Politifact
    RealClearPolitics Reddit Reuters RNC Snapchat Taliban Twitter UN U.N. UNESCO WhatsApp WTO
    YouTube
    """
) | {"Islamic State"}
STATES = word_set(
    """
    Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn.
    Miss. Mo. Mont. Neb. Nev. N.C. N.D. N.H. N.J. N.M. N.Y. Okla. Ore. Pa. R.I. S.C. S.D. Tenn.
    Tex. Va. Vt. Wash. Wis. W.Va. Wyo. D.C.
    """
)
# Verbs that begin a sentence and are taken for the first word of a name.
STARTS = word_set("ask asked follow hear meet said says see tell thank watch")
PEOPLES = word_set(
    """
    Afghan Afghans African Africans Albanian Albanians American Americans Arab Arabs Armenian
    Armenians Asian Asians Australian Australians Austrian Austrians Azerbaijani Azerbaijanis
    Belgian Belgians Bosnian Bosnians Brazilian Brazilians Briton Britons Bulgarian Bulgarians
    Californians Canadian Canadians Chechen Chechens Chinese Colombian Colombians Croat Croats
    Cuban Cubans Czech Czechs Danes Egyptian Egyptians European Europeans Finns Georgians Germans
    Ghanaian Greeks Haitian Haitians Hispanic Hispanics Hungarian Hungarians Indians Indonesian
    Indonesians Iowans Iranian Iranians Iraqi Iraqis Israeli Israelis Italian Italians Japanese
    Kenyan Kenyans Kurd Kurdish Kurds Latina Latinas Latino Latinos Lebanese Libyan Libyans Mexican
    Mexicans Moroccan Moroccans Nigerian Nigerians Norwegian Norwegians Pakistani Pakistanis
    Palestinian Palestinians Portuguese Romanian Romanians Russian Russians Saudis Scots Serb Serbs
    Somali Somalis Spaniards Sudanese Swedes Syrian Syrians Texans Tibetan Tibetans Turks Ukrainian
    Ukrainians Uyghur Uyghurs Venezuelan Venezuelans Vietnamese Yazidi Yazidis Yemeni Yemenis
    """
)
