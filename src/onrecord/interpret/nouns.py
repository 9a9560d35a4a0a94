"""Head nouns that say what kind of holder a source is. Lemmas in lower case."""

from __future__ import annotations

DOCUMENTS = frozenset(
    "report survey poll study statement letter document law filing lawsuit complaint indictment memo memorandum email e-mail transcript record "
    "book article editorial column resolution declaration communiqué communique bill constitution treaty order ruling opinion verdict intelligence "
    "research analysis data figure statistic dossier affidavit warrant notice guideline guidance review paper audit census forecast estimate index "
    "post tweet blog website site release bulletin note message cable file tape video footage recording sign banner poster placard plan budget act "
    "rule regulation agreement deal contract text headline story datum finding result evidence summary advert advertisement leaflet brochure pamphlet script "
    "caption inscription motion petition proposal programme program list map chart testimony judgement judgment decision census bible quran "
    "investigation inquiry enquiry probe "
    "excerpt tally remark comment ad op-ed speech interview footnote biography autobiography memoir novel film movie documentary clip audio photo "
    "photograph image picture imagery page missive readout passage chapter paperwork timeline agenda pact accord slogan counterproposal poem song "
    "lyric voicemail whistleblower-complaint questionnaire ballot receipt invoice diary journal-entry newsletter podcast episode billboard "
    "graphic diagram screenshot transcription minute draft blueprint manifesto charter edict decree memorial obituary quotation quote citation "
    "subpoena deposition plea brief appendix graph spreadsheet database telegram fax statute ordinance".split()
)
ORGANISATIONS = frozenset(
    "ministry government administration department agency company firm bank court police party parliament senate congress council commission "
    "committee union army navy military air-force force coalition alliance association organisation organization group office embassy authority "
    "body board bureau institute university school college hospital charity foundation federation league club team network newspaper paper "
    "magazine channel station broadcaster cabinet regime presidency house secretariat service corporation manufacturer airline operator regulator "
    "watchdog ngo tribunal panel prosecution defence defense campaign movement militia troop fund trust church college jury state city "
    "center centre monitor prefecture radio television tv municipality county mission delegation startup carmaker retailer publisher studio label junta kremlin council society "
    "nonprofit non-profit outlet thinktank think-tank caucus insurer lender brokerage automaker drugmaker chipmaker utility consortium "
    "conglomerate cartel guild syndicate cooperative taskforce squad brigade battalion regiment garrison consulate legislature assembly duma "
    "knesset politburo directorate inspectorate treasury chancellery diocese archdiocese hotel museum library zoo casino brewery supermarket "
    "restaurant theatre orchestra observatory laboratory academy faculty kindergarten nursery clinic hospice prison jail port airport railway "
    "courthouse registry".split()
)
FIRMS = frozenset(  # last words of the names of firms and other bodies
    "inc corp corporation ltd limited llc plc co gmbh sa ag group holdings partners associates economics research capital ventures industries technologies "
    "systems solutions motors airlines airways pharmaceuticals energy resources media studios entertainment records productions software labs laboratory "
    "international global institute foundation institution society club united city fc party press times post news tribune herald journal guardian "
    "telegraph mirror express today magazine review radio tv television house securities insurance properties brothers sons markets analytics strategies "
    "consulting advisors advisers stadium airport hotel hospital watch mall square street road avenue park bridge river lake island county beach valley prize award cup league".split()
)
GROUPS = frozenset(
    "people public staff personnel side camp crew media press majority minority family couple crowd audience opposition leadership clergy youth rest number percent "
    "% some many most few several others all both voters million thousand hundred dozen half third quarter none "
    "lot bunch host range array handful community bloc base circle wing faction elite generation "
    "establishment officialdom electorate grassroots mainstream consensus trio duo pair quartet commentariat diaspora workforce citizenry "
    "populace nobility peasantry chorus congregation".split()
)
PEOPLES = frozenset(  # groups of people by what they are or do, where neither a list nor the ending says a role
    "people voter worker resident citizen official source expert authority woman man child family student patient victim survivor protester "
    "soldier troop rebel militant civilian migrant refugee passenger hacker fan customer user ally opponent supporter democrat republican "
    "eyewitness witness survivor royal billionaire teen teenager girl boy adult mum mom dad native somebody person partner politico mate peer neighbour neighbor "
    "independent conservative liberal progressive socialist communist nationalist muslim christian jew catholic camper pervert predator predecessor "
    "evangelical black white gay lesbian folk guy lady gentleman gent bloke chap lad lass toddler baby infant newborn kid youngster youth "
    "pensioner senior retiree spouse orphan stranger bystander onlooker passerby commuter motorist cyclist pedestrian tourist guest tenant "
    "landlord homeowner shopper consumer taxpayer patriot hawk dove moderate centrist leftist rightist islamist jihadist extremist dissident "
    "exile asylum-seeker detainee inmate prisoner convict criminal offender thug looter bully racist buddhist hindu sikh atheist protestant "
    "evangelist believer worshipper pilgrim monarchist royalist loyalist separatist unionist remainer brexiteer superdelegate delegate proponent "
    "enthusiast fanatic hobbyist foe heavyweight newcomer veteran hero heroine celebrity idol favourite favorite underdog".split()
)
ANYBODY = frozenset(
    "person people man woman child girl boy adult teen teenager somebody human mate".split()
)  # say no more than that it is somebody
STATE = frozenset(  # words of those who act for a state
    "government ministry minister president premier authorities authority police mayor governor senator mp senate parliament congress court judge "
    "prosecutor prosecutors officials official commissioner secretary ambassador army military cabinet assembly council department lawmakers "
    "national federal directorate authority emergency disaster ombudsman treasury taoiseach chancellor".split()
)
KIN = frozenset(  # what somebody is to somebody else
    "mother father mum mom dad son daughter wife husband brother sister friend neighbour neighbor rival ally opponent pal partner uncle aunt cousin "
    "nephew niece parent boyfriend girlfriend fiance fiancee widow widower critic fan native resident peer mate guest victim".split()
)
SHORT_TITLES = frozenset("gen dr col capt lt sgt prof maj adm mp mec pm secretary justice".split())  # fuller titles tell more
OUTLET_HEADS = frozenset(
    "newspaper paper magazine channel station broadcaster agency network website site tabloid daily weekly outlet publication".split()
)
MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
_HE = "mr sir lord king prince father brother son dad husband uncle nephew grandfather boyfriend man boy gentleman spokesman chairman businessman policeman congressman"
_SHE = "mrs ms miss madam dame lady queen princess mother sister daughter mum mom wife aunt niece grandmother girlfriend widow woman girl actress spokeswoman chairwoman businesswoman policewoman congresswoman duchess"
PERSON_TITLES: dict[str, str] = dict.fromkeys(_HE.split(), "m") | dict.fromkeys(_SHE.split(), "f")
_ROLES = frozenset(
    "head chief chair co-chair pm pilot hopeful nominee incumbent clerk vet thief president minister attorney judge general expert mother father son daughter wife husband brother sister friend "
    "aide delegate captain coach nurse advocate secretary candidate mp mep ceo cfo cto coo boss king queen prince princess pope bishop "
    "spokesperson chairperson salesperson official guard cop sheriff deputy colleague ally rival uncle aunt cousin nephew niece parent victim "
    "justice analyst economist strategist premier archbishop mec spokesman spokeswoman host star pastor priest imam rabbi monk nun doctor md professor phd scholar critic mechanic politico envoy ambassador governor senator "
    "representative congressman congresswoman cleric diplomat architect chef athlete journalist sen gov rep gen col capt lt sgt dr lawyer "
    "executive detective native fellow commissioner neighbour neighbor resident mayor veteran pal partner "
    "leader director speaker chairman chairwoman actor actress scientist professor commander manager prosecutor engineer researcher author singer "
    "writer reporter editor correspondent founder co-founder treasurer inspector superintendent undersecretary lawmaker whip pollster comedian rapper "
    "musician novelist poet astronomer physicist biologist virologist epidemiologist meteorologist anthropologist sociologist psychologist psychiatrist "
    "eyewitness witness survivor suspect attacker gunman killer murderer financier tycoon entrepreneur commentator columnist biographer historian "
    "undergraduate undergrad graduate presenter anchor broadcaster filmmaker producer cosmonaut astronaut consul lawmaker councillor councilman councilwoman "
    "alderman commissioner magistrate ombudsman spokesman negotiator adviser advisor organiser organizer campaigner protester demonstrator activist "
    "democrat republican frontrunner contender challenger member duchess ayatollah taoiseach negotiator constable teacher student hairdresser "
    "operative mogul magnate pundit surrogate associate academic pontiff plaintiff defendant litigant appellant accuser agent counsel counterpart "
    "dean admiral brigadier marshal trooper sailor marine airman midwife paramedic surgeon dentist vicar curate deacon chaplain primate rector "
    "provost principal headteacher headmaster tutor apprentice trainee intern recruit freelancer plumber electrician carpenter builder butcher "
    "baker cook barista bartender bouncer cashier accountant auditor bookkeeper banker broker trader dealer agent realtor developer landlord "
    "baron heir heiress spouse stepfather stepmother grandson granddaughter grandparent godfather twin sibling ex-wife ex-husband flatmate "
    "roommate housemate classmate teammate svp evp vp chancellor attache attaché emissary mediator arbitrator whistleblower informant spy mole "
    "sleuth forensic coroner pathologist vice-president quarterback striker midfielder goalkeeper skipper pitcher batsman bowler jockey "
    "boxer wrestler sprinter swimmer cyclist gymnast skater skier golfer referee umpire pundit stylist dancer ballerina conductor composer "
    "sculptor illustrator cartoonist curator dj youtuber streamer blogger vlogger influencer gamer programmer coder technician mathematician "
    "statistician geologist ecologist zoologist botanist chemist geneticist neurologist oncologist cardiologist paediatrician pediatrician "
    "vulcanologist volcanologist seismologist climatologist ornithologist palaeontologist paleontologist archaeologist linguist philosopher "
    "theologian ethicist".split()
)
_NO_ROLES = frozenset(  # end like those who do something, and are none
    "after under over other another rather whether never later earlier further together however either neither former latter major minor senior junior "
    "computer power water weather winter summer matter letter centre theater theatre border river corner dinner offer answer chapter disaster cancer "
    "fever tower shower flower floor error terror horror mirror color colour labor favor honor behavior sector factor motor interior exterior prior "
    "superior inferior outdoor reactor corridor rumor tumor humor harbor older younger larger better greater higher lower bigger closer longer stronger "
    "smaller fewer newer easier harder faster slower cheaper wider deeper richer poorer weaker safer three degree coffee agree spree guarantee exist twist "
    "assist consist human german roman career important significant relevant restaurant elephant plant giant grant infant constant distant instant "
    "pregnant dominant vacant elegant russian ukrainian italian indian iranian canadian australian brazilian syrian egyptian american asian european "
    "civilian christian cover layer number order consider remember discover deliver twitter proper clever silver laser filter meter liter "
    "quarter shelter platter chatter register transfer conquer differ suffer refer prefer infer trailer helicopter counter encounter trigger danger anger "
    "finger hunger charter master door indoor decor anchor pander border render gender tender wonder thunder ladder murder disorder reminder "
    "remainder folder copper pepper upper supper super wrapper slipper container freezer laser router server browser printer scanner sensor "
    "spacer washer elsewhere undercover november december september october easter kosher chamber timber cucumber rubber rover".split()
)
THINGS = (
    "tion",
    "sion",
    "ment",
    "ing",
    "ure",
    "oir",
    "ness",
    "ity",
    "ance",
    "ence",
    "ism",
    "fact",
    "score",
    "number",
    "price",
    "rate",
    "indicator",
)
PLACELESS = frozenset(  # holders who need not be of the country that a report is about
    "reports expert experts activist activists analyst analysts economist economists forecaster forecasters meteorologist meteorologists mediator "
    "mediators critic critics observer observers investor investors trader traders scientist scientists researcher researchers scholar scholars "
    "individual individuals historian historians eyewitness eyewitnesses fan fans public many footage video photograph image website account "
    "monitor photographer mom mum child psychotherapist psychologist studies research model work article articles tweet tweets testimony "
    "projection projections toll".split()
)
WORLDLY = frozenset(  # callings that say nothing of a country, even of somebody named in a report about one
    "author writer journalist reporter correspondent columnist editor host anchor presenter commentator actor actress comedian singer rapper musician "
    "novelist poet filmmaker economist analyst strategist expert historian biographer critic celebrity photographer influencer vlogger astronomer".split()
)
PARTIES = frozenset("Conservatives Tories Greens Nationalists Liberals".split())


def is_thing(lemma: str) -> bool:
    """Whether a noun that is on no list is the name of a thing, by its ending."""
    return lemma.endswith(THINGS) and not is_role(lemma) and lemma not in PEOPLES | GROUPS | ORGANISATIONS


_AGENT = ("er", "or", "ist", "man", "woman", "ian", "eer", "ee", "ant", "crat", "person", "grapher", "logist")


def is_role(word: str) -> bool:
    """Whether a noun says what a person is: by a list, else by its ending, which a name may have by chance ("Valerian")."""
    plain = word.strip(".,’'\"“”()").removesuffix("’s").removesuffix("'s").lower().rsplit("-", 1)[-1]
    if plain in ORGANISATIONS | DOCUMENTS | GROUPS | _NO_ROLES:
        return False
    return plain in _ROLES or plain.rstrip("s") in _ROLES or (len(plain) > 4 and plain.endswith(_AGENT) and not word[:1].isupper())


def is_calling(word: str) -> bool:
    """Whether a noun is listed as what one person is: no body can be it."""
    return word.strip(".,").lower().rsplit("-", 1)[-1] in _ROLES


CALENDAR = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday".split()
)
HONORIFICS = frozenset("mr mrs ms miss madam mx dr prof sir dame lord lady".split())
TITLES_BEFORE_NAMES = (
    "President|Vice President|Prime Minister|Premier|Chancellor|Foreign Minister|Defen[cs]e Minister|Finance Minister|"
    "Interior Minister|Minister|Secretary|Judge|Justice|Chief Justice|Senator|Sen\\.|Representative|Rep\\.|Governor|Gov\\.|Mayor|"
    "Congressman|Congresswoman|Councill?or|Ambassador|General|Gen\\.|Admiral|Adm\\.|Colonel|Col\\.|Captain|Capt\\.|Major|Maj\\.|"
    "Lieutenant|Lt\\.|Sergeant|Sgt\\.|Detective|Inspector|Superintendent|Sheriff|Constable|Commissioner|King|Queen|Prince|Princess|"
    "Pope|Bishop|Archbishop|Cardinal|Imam|Rabbi|Rev\\.|Reverend|Father|Sister|Professor|Prof\\.|Dr\\.?|Mr\\.?|Mrs\\.?|Ms\\.?|"
    "Miss|Sir|Dame|Lord|Lady|Baroness|Coach"
)
