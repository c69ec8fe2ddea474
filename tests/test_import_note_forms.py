"""Works, authors and dates are read from the words of typed notes, by the usual forms."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.decompose.note_form_parts import LIKELY
from briefgen.decompose.note_names import read_authors, read_date
from briefgen.decompose.note_text import split_pieces
from briefgen.decompose.note_works import parse_work
from briefgen.model.document_symbols import find_symbol
from tests.test_import_notes import note

FORMS: list[tuple[str, str, dict[str, Any]]] = [
    ("Convention on Wells (adopted 28 July 1951, entered into force 22 April 1954) 189 UNTS 137, art 3", "art 3",
     {"type": "treaty", "title": "Convention on Wells", "volume": "189", "container-title": "UNTS", "page": "137", "issued": [1951, 7, 28], "event-date": [1954, 4, 22]}),
    ("Convention on Wells, May 23, 1969, 1155 U.N.T.S. 331", "",
     {"type": "treaty", "title": "Convention on Wells", "volume": "1155", "container-title": "U.N.T.S.", "page": "331", "issued": [1969, 5, 23]}),
    ("Human Rights Council, ‘Report on wells’ (5 February 2010) UN Doc A/HRC/13/39/Add.5, para 74", "para 74",
     {"type": "report", "title": "Report on wells", "number": "UN Doc A/HRC/13/39/Add.5", "author": "Human Rights Council", "issued": [2010, 2, 5]}),
    ("UN General Assembly, Report on wells, UN Doc. A/70/332 (17 August 2015), para. 12", "para. 12",
     {"type": "report", "title": "Report on wells", "number": "UN Doc A/70/332", "author": "UN General Assembly", "issued": [2015, 8, 17]}),
    ("Young v Ford App no 47940/99 (ECtHR, 20 July 2004) para 12", "para 12",
     {"type": "legal_case", "title": "Young v Ford", "number": "App no 47940/99", "authority": "ECtHR", "issued": [2004, 7, 20]}),
    ("Young v Ford Ltd [2008] UKHL 13, [2008] 1 AC 884 [42]", "[42]",
     {"type": "legal_case", "title": "Young v Ford Ltd", "authority": "UKHL", "number": "13", "volume": "1", "container-title": "AC", "page": "884", "issued": [2008], "original-date": [2008]}),
    ("Young v. Ford, 545 F.2d 363, 367 (3d Cir. 1976)", "367",
     {"type": "legal_case", "title": "Young v. Ford", "volume": "545", "container-title": "F.2d", "page": "363", "authority": "3d Cir.", "issued": [1976]}),
    ("Ann Young & Bo Lee, *Wells, Law, and Rivers*, 70 Admin. L. Rev. 361, 366-69 (2018)", "366-69",
     {"type": "article-journal", "title": "Wells, Law, and Rivers", "volume": "70", "container-title": "Admin. L. Rev.", "page": "361", "author": "Young/Ann Lee/Bo", "issued": [2018]}),
    ("Young v. Ford, 347 U.S. 483, 495 (1954)", "495",
     {"type": "legal_case", "title": "Young v. Ford", "volume": "347", "container-title": "U.S.", "page": "483", "issued": [1954]}),
    ("Ann Young, ‘The Common Well’ (2001) 117 LQR 42, 64", "64",
     {"type": "article-journal", "title": "The Common Well", "volume": "117", "container-title": "LQR", "page": "42", "author": "Young/Ann", "issued": [2001]}),
    ("Ann Young, “The Common Well” (2004) *Asian Survey* 44(6), 856-873", "",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Asian Survey", "volume": "44", "issue": "6", "page": "856-873", "author": "Young/Ann", "issued": [2004]}),
    ("Ann Young and Bo van Lee, “The Common Well,” *Classical Wells* 104, no. 3 (2009): 440", "440",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Classical Wells", "volume": "104", "issue": "3", "author": "Young/Ann van Lee/Bo", "issued": [2009]}),
    ("A. B. Young, “Crimes Against Wells”, 59 Law and Problems 63 (1996)", "",
     {"type": "article-journal", "title": "Crimes Against Wells", "container-title": "Law and Problems", "volume": "59", "page": "63", "author": "Young/A. B.", "issued": [1996]}),
    ("Ann Young, ‘Deep Water’ in Bo Lee and Ada Okoro (eds), *World Wide Wells* (MIT Press 2010) 210", "210",
     {"type": "chapter", "title": "Deep Water", "container-title": "World Wide Wells", "publisher": "MIT Press", "author": "Young/Ann", "editor": "Lee/Bo Okoro/Ada", "issued": [2010]}),
    ("Ann Young, *Deep Water* (2nd edn, River Press 2009) 12", "12",
     {"type": "book", "title": "Deep Water", "edition": "2", "publisher": "River Press", "author": "Young/Ann", "issued": [2009]}),
    ("Ann Young, *Deep Water* (New York: River Press, 2006), 99–100.", "99–100",
     {"type": "book", "title": "Deep Water", "publisher-place": "New York", "publisher": "River Press", "author": "Young/Ann", "issued": [2006]}),
    ("River Watch International, *Toxic Wells* (March 2018), p. 12, https://example.org/wells.", "p. 12",
     {"type": "webpage", "title": "Toxic Wells", "author": "River Watch International", "issued": [2018, 3], "URL": "https://example.org/wells"}),
    ("“Wells run dry,” BBC News, 3 March 2020, https://example.org/1 (accessed 4 May 2021)", "",
     {"type": "webpage", "title": "Wells run dry", "container-title": "BBC News", "issued": [2020, 3, 3], "URL": "https://example.org/1", "accessed": [2021, 5, 4]}),
    ("Ann Young, ‘Court Warns on Wells’ Financial Times (London, 1 July 2010) 3", "3",
     {"type": "article-newspaper", "title": "Court Warns on Wells", "container-title": "Financial Times", "publisher-place": "London", "author": "Young/Ann", "issued": [2010, 7, 1]}),
    ("Water Act 1998, s 6", "s 6", {"type": "legislation", "title": "Water Act 1998"}),
    ("Constitution of the Republic of Fordland (1948) art 3", "art 3", {"type": "legislation", "title": "Constitution of the Republic of Fordland", "issued": [1948]}),
    ("Comité des Puits, « Rapport annuel » (mars 2019)", "",
     {"type": "report", "title": "Rapport annuel", "author": "Comité des Puits", "issued": [2019, 3]}),
    ("Ann Young, « Le puits commun », *Revue des puits*, vol. 26, no 2, 2010, p. 102-114, ici p. 104", "p. 104",
     {"type": "article-journal", "title": "Le puits commun", "container-title": "Revue des puits", "volume": "26", "issue": "2", "page": "102-114", "author": "Young/Ann", "issued": [2010]}),
    ("Ann Young, “El pozo”, *Revista del Agua*, núm. 7, 2011, pp. 3-19", "",
     {"type": "article-journal", "title": "El pozo", "container-title": "Revista del Agua", "issue": "7", "page": "3-19", "author": "Young/Ann", "issued": [2011]}),
    ("Ann Young, *El pozo común*, México, Editorial del Río, 1948, p. 12", "p. 12",
     {"type": "book", "title": "El pozo común", "publisher-place": "México", "publisher": "Editorial del Río", "author": "Young/Ann", "issued": [1948]}),
    ("Ann Young, *Deep Water: A History*. London: River Press Ltd, 2021, p. xxxvi", "p. xxxvi",
     {"type": "book", "title": "Deep Water: A History", "publisher-place": "London", "publisher": "River Press Ltd", "author": "Young/Ann", "issued": [2021]}),
    ("Ann Young, *Deep Water 1700–1850* (River Press 2014)", "",
     {"type": "book", "title": "Deep Water 1700–1850", "publisher": "River Press", "author": "Young/Ann", "issued": [2014]}),
    ("Ann Young: Das tiefe Wasser. Eine Geschichte. Zürich 1988, S. 37 f.", "37 f",
     {"type": "book", "title": "Das tiefe Wasser. Eine Geschichte", "publisher-place": "Zürich", "author": "Young/Ann", "issued": [1988]}),
    ("Young, Ann: Gehört das Wasser allen? 3. Auflage, Baden-Baden 2002", "",
     {"type": "book", "title": "Gehört das Wasser allen?", "edition": "3", "publisher-place": "Baden-Baden", "author": "Young/Ann", "issued": [2002]}),
    ("Ann Young (Hrsg.): Der Brunnen, Frankfurt am Main 1996, S. 5", "5",
     {"type": "book", "title": "Der Brunnen", "publisher-place": "Frankfurt am Main", "editor": "Young/Ann", "issued": [1996]}),
    ("Ann Young: Das tiefe Wasser. Zürich 1988", "",
     {"type": "book", "title": "Das tiefe Wasser", "publisher-place": "Zürich", "author": "Young/Ann", "issued": [1988]}),
    ("Ann Young, Das Wasser, das wir trinken, Hamburg 1981, S 160 ff", "160 ff",
     {"type": "book", "title": "Das Wasser, das wir trinken", "publisher-place": "Hamburg", "author": "Young/Ann", "issued": [1981]}),
    ("Ann Young, Das tiefe Wasser, 2006, S. 37", "37",
     {"type": "book", "title": "Das tiefe Wasser", "author": "Young/Ann", "issued": [2006]}),
    ("Ann Young, Das tiefe Wasser, Brunnen Verlag 1991, S 139", "139",
     {"type": "book", "title": "Das tiefe Wasser", "publisher": "Brunnen Verlag", "author": "Young/Ann", "issued": [1991]}),
    ("River Board, “Wells Run Dry,” 2025, https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry", "author": "River Board", "issued": [2025], "URL": "https://example.org/wells"}),
    ("River Watch 2022, ‘Wells Run Dry’ https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry", "author": "River Watch", "issued": [2022], "URL": "https://example.org/wells"}),
    ("CNW, “Wells Run Dry,” www.cnw.example, September 22, 2022, https://www.cnw.example/wells", "",
     {"type": "webpage", "title": "Wells Run Dry", "container-title": "www.cnw.example", "author": "CNW", "issued": [2022, 9, 22], "URL": "https://www.cnw.example/wells"}),
    ("United Nations, “Article 16, Convention on Wells,” OHCHR (United Nations, November 20, 1989), https://example.org/wells", "",
     {"type": "webpage", "title": "Article 16, Convention on Wells", "container-title": "OHCHR", "publisher": "United Nations", "author": "United Nations", "issued": [1989, 11, 20], "URL": "https://example.org/wells"}),
    ("River Tech, “Wells Run Dry,” River Tech, April 2025, page 20 https://example.org/wells", "page 20",
     {"type": "webpage", "title": "Wells Run Dry", "container-title": "River Tech", "author": "River Tech", "issued": [2025, 4], "URL": "https://example.org/wells"}),
    ("Ann Young, “The Common Well,” *Water Games* 6, no. 4 (December 21, 2018): e11249", "",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Water Games", "volume": "6", "issue": "4", "page": "e11249", "author": "Young/Ann", "issued": [2018, 12, 21]}),
    ("River Prot. Ctr. v. Ford Pharms. Co., 257 F.3d 1071, 1075 (9th Cir. 2001)", "1075",
     {"type": "legal_case", "title": "River Prot. Ctr. v. Ford Pharms. Co.", "volume": "257", "container-title": "F.3d", "page": "1071", "authority": "9th Cir.", "issued": [2001]}),
    ("Ann Young, Bo Lee & Ada Okoro, *Wells, Law, and Rivers*, 31 J. Water Med. 645, 649 (Jul. 2018)", "649",
     {"type": "article-journal", "title": "Wells, Law, and Rivers", "volume": "31", "container-title": "J. Water Med.", "page": "645", "author": "Young/Ann Lee/Bo Okoro/Ada", "issued": [2018, 7]}),
    ("Ann Young, Note, *Wells of Law*, 70 Stan. L. Rev. 361, 366 (2018)", "366",
     {"type": "article-journal", "title": "Wells of Law", "volume": "70", "container-title": "Stan. L. Rev.", "page": "361", "author": "Young/Ann", "issued": [2018]}),
    ("Ann Young, Bo Lee & Ada Okoro, *Wells Run Dry, Again*, River Times (Apr. 8, 2024), https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry, Again", "container-title": "River Times", "author": "Young/Ann Lee/Bo Okoro/Ada", "issued": [2024, 4, 8], "URL": "https://example.org/wells"}),
    ("Bo Lee, *Young v. Ford and Wells*, 12 Harv. L. Rev. 3 (2009)", "",
     {"type": "article-journal", "title": "Young v. Ford and Wells", "volume": "12", "container-title": "Harv. L. Rev.", "page": "3", "author": "Lee/Bo", "issued": [2009]}),
    ("Young v. Ford, 108 N.J. 223 (1987)", "",
     {"type": "legal_case", "title": "Young v. Ford", "volume": "108", "container-title": "N.J.", "page": "223", "issued": [1987]}),
    ("“Wells run dry” (The Conversation, 3 March 2020) https://example.org/1", "",
     {"type": "webpage", "title": "Wells run dry", "container-title": "The Conversation", "issued": [2020, 3, 3], "URL": "https://example.org/1"}),
    ("Ann Young, *Wells*, 143-230 (River Press 2017)", "143-230",
     {"type": "book", "title": "Wells", "publisher": "River Press", "author": "Young/Ann", "issued": [2017]}),
    ("Ann Young et Bo Lee, *Le puits commun*, dir. (Paris: Presses du Puits, 2019), pp. 3-7", "pp. 3-7",
     {"type": "book", "title": "Le puits commun", "publisher-place": "Paris", "publisher": "Presses du Puits", "editor": "Young/Ann Lee/Bo", "issued": [2019]}),
    ("Ann Young, *The Common Well*, arXiv 2504.01032, at 2 (2025)", "2",
     {"type": "article", "title": "The Common Well", "number": "arXiv 2504.01032", "author": "Young/Ann", "issued": [2025]}),
    ("Ann Young, “The Common Well”, arXiv:2406.11239", "",
     {"type": "article", "title": "The Common Well", "number": "arXiv:2406.11239", "author": "Young/Ann"}),
    ("Young, A. (2009). *Deep Water: A History*. River Press.", "",
     {"type": "book", "title": "Deep Water: A History", "publisher": "River Press", "author": "Young/A.", "issued": [2009]}),
    ("Young, A., & van Lee, B. (2009). “The Common Well.” *Water Review*, 11(4), 333–351.", "",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Water Review", "volume": "11", "issue": "4", "page": "333–351", "author": "Young/A. van Lee/B.", "issued": [2009]}),
    ("Young, A., Lee, B. and Okoro, A. (2009), The common well, *Water Review*, Vol. 11, No. 4, pp. 333-351", "",
     {"type": "article-journal", "title": "The common well", "container-title": "Water Review", "volume": "11", "issue": "4", "page": "333-351", "author": "Young/A. Lee/B. Okoro/A.", "issued": [2009]}),
    ("River Watch. (2014, May 3). *Wells Run Dry 2014*. https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry 2014", "author": "River Watch", "issued": [2014, 5, 3], "URL": "https://example.org/wells"}),
    ("River Watch (RW) (2014). *Wells 2014*. Ford: River Press, p. 12", "p. 12",
     {"type": "book", "title": "Wells 2014", "publisher-place": "Ford", "publisher": "River Press", "author": "River Watch", "issued": [2014]}),
    ("River Watch, *Wells Run Dry – 2024 Update*: https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry – 2024 Update", "author": "River Watch", "URL": "https://example.org/wells"}),
    ("River Watch, *“Nobody Came”: Wells in Fordland*, December 2010, http://example.org/wells", "",
     {"type": "webpage", "title": "“Nobody Came”: Wells in Fordland", "author": "River Watch", "issued": [2010, 12], "URL": "http://example.org/wells"}),
    ("Ann Young, “Wells Run Dry,” *River Times*, April 7, 1991.", "",
     {"type": "article-newspaper", "title": "Wells Run Dry", "container-title": "River Times", "author": "Young/Ann", "issued": [1991, 4, 7]}),
    ("Human Rights Committee, General Comment No. 35, Article 9 (Liberty and security), UN Doc. CCPR/C/GC/35, 16 December 2014, para. 33", "para. 33",
     {"type": "report", "title": "General Comment No. 35, Article 9 (Liberty and security)", "number": "UN Doc CCPR/C/GC/35", "author": "Human Rights Committee", "issued": [2014, 12, 16]}),
    ("CESCR, General Comment No. 14: Wells (Art. 12), 11 August 2000, E/C.12/2000/4, para 43", "para 43",
     {"type": "report", "title": "General Comment No. 14: Wells (Art. 12)", "number": "E/C.12/2000/4", "author": "CESCR", "issued": [2000, 8, 11]}),
    ("Committee on the Rights of the Child, General Comment No. 10 (2007), CRC/C/GC/10, para. 79", "para. 79",
     {"type": "report", "title": "General Comment No. 10", "number": "CRC/C/GC/10", "author": "Committee on the Rights of the Child", "issued": [2007]}),
    ("Amnesty International, *Fordland: Wells Run Dry* (Index: AFR 62/5933/2022), 29 September 2022, p. 4", "p. 4",
     {"type": "report", "title": "Fordland: Wells Run Dry", "number": "AFR 62/5933/2022", "author": "Amnesty International", "issued": [2022, 9, 29]}),
    ("UN General Assembly, International Covenant on Wells, 16 December 1966, United Nations, Treaty Series, vol. 999, p. 171", "",
     {"type": "treaty", "title": "International Covenant on Wells", "container-title": "Treaty Series", "volume": "999", "page": "171", "author": "UN General Assembly", "issued": [1966, 12, 16]}),
    ("International Covenant on Wells (ICW), adopted December 16, 1966, G.A. Res. 2200A (XXI), 21 U.N. GAOR Supp. (No. 16) at 52, U.N. Doc. A/6316 (1966), 999 U.N.T.S. 171, entered into force March 23, 1976, art. 7", "art. 7",
     {"type": "treaty", "title": "International Covenant on Wells", "title-short": "ICW", "references": "G.A. Res. 2200A (XXI), 21 U.N. GAOR Supp. (No. 16) at 52, U.N. Doc. A/6316 (1966)", "volume": "999", "container-title": "U.N.T.S.", "page": "171", "issued": [1966, 12, 16], "event-date": [1976, 3, 23]}),
    ("Declaration of Wells, G.A. Res. 217A (III), U.N. Doc. A/810 at 71 (1948), art. 3", "art. 3",
     {"type": "treaty", "title": "Declaration of Wells", "references": "G.A. Res. 217A (III), U.N. Doc. A/810 at 71", "issued": [1948]}),
    ("Convention on the Rights of Wells, Article 12", "Article 12", {"type": "treaty", "title": "Convention on the Rights of Wells"}),
    ("ECtHR, *Young v. Ford*, Application no. 46221/99, Judgment of 12 May 2005, para. 92", "para. 92",
     {"type": "legal_case", "title": "Young v. Ford", "authority": "ECtHR", "number": "Application no. 46221/99", "issued": [2005, 5, 12]}),
    ("*Young v. Ford*, ECtHR, Application No. 46221/99, 12 May 2005, para. 92", "para. 92",
     {"type": "legal_case", "title": "Young v. Ford", "authority": "ECtHR", "number": "Application No. 46221/99", "issued": [2005, 5, 12]}),
    ("*Young v. Ford* [GC], no. 46221/99, § 92, ECHR 2005-IV", "§ 92",
     {"type": "legal_case", "title": "Young v. Ford", "number": "no. 46221/99", "container-title": "ECHR", "volume": "2005-IV"}),
    ("*Young v. Ford*, no. 46221/99, § 92, 12 May 2005", "§ 92",
     {"type": "legal_case", "title": "Young v. Ford", "number": "no. 46221/99", "issued": [2005, 5, 12]}),
    ("Cour EDH, *Young c. Ford*, 12 mai 2005, n° 46221/99, § 92", "§ 92",
     {"type": "legal_case", "title": "Young c. Ford", "authority": "Cour EDH", "number": "n° 46221/99", "issued": [2005, 5, 12]}),
    ("CEDH, arrêt Young c. Ford du 12 mai 2005, requête n° 46221/99, § 92", "§ 92",
     {"type": "legal_case", "title": "Young c. Ford", "authority": "CEDH", "number": "requête n° 46221/99", "issued": [2005, 5, 12]}),
    ("Corte IDH. Caso Young Vs. Ford. Fondo, Reparaciones y Costas. Sentencia de 29 de julio de 1988. Serie C No. 4, párr. 172", "párr. 172",
     {"type": "legal_case", "title": "Young Vs. Ford", "authority": "Corte IDH", "genre": "Fondo, Reparaciones y Costas", "number": "Serie C No. 4", "issued": [1988, 7, 29]}),
    ("African Commission on Human and Peoples’ Rights, Communication 245/02: Young v Ford (2006), para. 143", "para. 143",
     {"type": "legal_case", "title": "Young v Ford", "authority": "African Commission on Human and Peoples’ Rights", "number": "Communication 245/02", "issued": [2006]}),
    ("CJEU, Case C-362/14 *Young* v *Ford*, EU:C:2015:650, para. 73", "para. 73",
     {"type": "legal_case", "title": "Young v Ford", "authority": "CJEU", "number": "Case C-362/14", "references": "EU:C:2015:650"}),
    ("Directive 95/46/EC of the European Parliament and of the Council of 24 October 1995 on wells [1995] OJ L281/31", "",
     {"type": "legislation", "title": "Directive 95/46/EC of the European Parliament and of the Council of 24 October 1995 on wells", "container-title": "OJ", "volume": "L281", "page": "31", "issued": [1995]}),
    ("Regulation (EU) 2016/679, art. 17", "art. 17", {"type": "legislation", "title": "Regulation (EU) 2016/679"}),
    ("Constitution of Fordland, 2010, Article 49", "Article 49", {"type": "legislation", "title": "Constitution of Fordland", "issued": [2010]}),
    ("Loi n° 2012-03 du 13 avril 2012 relative aux puits, art. 5", "art. 5", {"type": "legislation", "title": "Loi n° 2012-03 du 13 avril 2012 relative aux puits"}),
    ("5 U.S.C. § 553(c) (2018)", "§ 553(c)", {"type": "legislation", "title": "5 U.S.C.", "issued": [2018]}),
    ("Water Act of 1995, 2 U.S.C. §§ 1601–1614", "§§ 1601–1614", {"type": "legislation", "title": "Water Act of 1995", "volume": "2", "container-title": "U.S.C."}),
    ("Ann Young, “The Common Well,” *Water Review* 18.2 (2014): 135-60", "",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Water Review", "volume": "18", "issue": "2", "page": "135-60", "author": "Young/Ann", "issued": [2014]}),
    ("Ann Young, ed., *Deep Water* (Ford: River Press, 2000)", "",
     {"type": "book", "title": "Deep Water", "publisher-place": "Ford", "publisher": "River Press", "editor": "Young/Ann", "issued": [2000]}),
    ("Ann Young, *Deep Water*, trans. Bo Lee (Ford: River Press, 1992), 219", "219",
     {"type": "book", "title": "Deep Water", "publisher-place": "Ford", "publisher": "River Press", "author": "Young/Ann", "translator": "Lee/Bo", "issued": [1992]}),
    ("Ann Young, “Deep Water” (PhD thesis, University of Ford, 2019) 12", "12",
     {"type": "thesis", "title": "Deep Water", "genre": "PhD thesis", "publisher": "University of Ford", "author": "Young/Ann", "issued": [2019]}),
    ("Ann Young, *Deep Water* § 6.15 (1958)", "§ 6.15",
     {"type": "book", "title": "Deep Water", "author": "Young/Ann", "issued": [1958]}),
    ("Ann Young, « Le puits commun », in Bo Lee (dir.), *Le monde des puits*, Paris, Éditions du Puits, 2010, p. 12-30", "",
     {"type": "chapter", "title": "Le puits commun", "container-title": "Le monde des puits", "publisher-place": "Paris", "publisher": "Éditions du Puits", "page": "12-30", "author": "Young/Ann", "editor": "Lee/Bo", "issued": [2010]}),
    ("Ann Young, *Le puits commun*, Paris, Éditions du Puits, 2010, p. 12", "p. 12",
     {"type": "book", "title": "Le puits commun", "publisher-place": "Paris", "publisher": "Éditions du Puits", "author": "Young/Ann", "issued": [2010]}),
    ("Young, Ann/Lee, Bo: Das tiefe Wasser. Eine Geschichte. 3. Aufl. Kiel: J.B. Brunnen 2007. S. 12", "12",
     {"type": "book", "title": "Das tiefe Wasser. Eine Geschichte", "edition": "3", "publisher-place": "Kiel", "publisher": "J.B. Brunnen", "author": "Young/Ann Lee/Bo", "issued": [2007]}),
    ("Young, Ann: Das tiefe Wasser. In: Lee, Bo (Hrsg.): Der Fluss. Kiel: Brunnen 2007, S. 12-20, hier S. 15", "15",
     {"type": "chapter", "title": "Das tiefe Wasser", "container-title": "Der Fluss", "publisher-place": "Kiel", "publisher": "Brunnen", "page": "12-20", "author": "Young/Ann", "editor": "Lee/Bo", "issued": [2007]}),
    ("Ann Young, Das tiefe Wasser, in: Zeitschrift für Wasser 12 (2007), S. 12–20, hier S. 15", "15",
     {"type": "article-journal", "title": "Das tiefe Wasser", "container-title": "Zeitschrift für Wasser", "volume": "12", "page": "12–20", "author": "Young/Ann", "issued": [2007]}),
    ("Ann Young, “On ‘Close’ and ‘Distant’ Wells; or, Water,” *Water Review*, 78.1 (2017): 77-106", "",
     {"type": "article-journal", "title": "On ‘Close’ and ‘Distant’ Wells; or, Water", "container-title": "Water Review", "volume": "78", "issue": "1", "page": "77-106", "author": "Young/Ann", "issued": [2017]}),
    ("Young, Ann: Brunnen. S.185.", "185", {"type": "book", "title": "Brunnen", "author": "Young/Ann"}),
    ("Ann Young and Bo Lee, “The Common Well,” *Water History* 5, no. 3 (Summer 1964): 259", "259",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Water History", "volume": "5", "issue": "3", "author": "Young/Ann Lee/Bo", "issued": [1964]}),
    ("Ann Young, *Six Wells; or, Memoirs of a River* (Ford: River Press, 1900), 371", "371",
     {"type": "book", "title": "Six Wells; or, Memoirs of a River", "publisher-place": "Ford", "publisher": "River Press", "author": "Young/Ann", "issued": [1900]}),
    ("Bundeszentrale für politische Bildung, „Das Wasser“, unter: https://example.org/wells", "",
     {"type": "webpage", "title": "Das Wasser", "author": "Bundeszentrale für politische Bildung", "URL": "https://example.org/wells"}),
    ("E/C.12/FRD/Q/3 - 14 September 2007", "", {"type": "report", "number": "UN Doc E/C.12/FRD/Q/3", "issued": [2007, 9, 14]}),
    ("Ann Young, “Deep Water,” in *My Wells* (Ford: River Press, 2007), 44–48", "44–48",
     {"type": "chapter", "title": "Deep Water", "container-title": "My Wells", "publisher-place": "Ford", "publisher": "River Press", "author": "Young/Ann", "issued": [2007]}),
    ("A/HRC/56/6, para 28.12", "para 28.12", {"type": "report", "number": "UN Doc A/HRC/56/6"}),
    ("UN Doc. CERD/C/FRD/CO/6-7 (2012), paras. 48(a) and (b)", "paras. 48(a) and (b)", {"type": "report", "number": "UN Doc CERD/C/FRD/CO/6-7", "issued": [2012]}),
    ("Ann Young, „Das tiefe Wasser“, unter: https://example.org/wells [06.05.2022]", "",
     {"type": "webpage", "title": "Das tiefe Wasser", "author": "Young/Ann", "URL": "https://example.org/wells", "accessed": [2022, 5, 6]}),
    ("Young, Ann: Wem gehört das Wasser? Online seit: 07.09.2006 URL: https://example.org/wells [06.11.2022]", "",
     {"type": "webpage", "title": "Wem gehört das Wasser?", "author": "Young/Ann", "issued": [2006, 9, 7], "URL": "https://example.org/wells", "accessed": [2022, 11, 6]}),
    ("Young, Ann: Das tiefe Wasser. In: Kulturen des Wassers. Flüsse und Brunnen. Hrsg. von Bo Lee/Ada Okoro. Kiel: Fink 2014. S. 9-20. hier S. 11.", "11",
     {"type": "chapter", "title": "Das tiefe Wasser", "container-title": "Kulturen des Wassers. Flüsse und Brunnen", "publisher-place": "Kiel", "publisher": "Fink", "page": "9-20", "author": "Young/Ann", "editor": "Lee/Bo Okoro/Ada", "issued": [2014]}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "pinpoint", "data"), FORMS, ids=[typed[:40] for typed, _, _ in FORMS])
def test_a_work_is_read_from_the_words_of_a_note(typed: str, pinpoint: str, data: dict[str, Any]) -> None:
    parsed = parse_work(split_pieces(note(typed))[0].words)
    assert parsed
    read = {key: _shorten(value) for key, value in parsed.item.items()}
    assert (read, parsed.pinpoint) == (data, pinpoint)


def _shorten(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(name.get("literal") or f"{name['family']}/{name['given']}" for name in value)
    return value["date-parts"][0] if isinstance(value, dict) else value


@pytest.mark.parametrize(
    "typed",
    [
        "Exec. Order No. 13,771",
        "The village said that “nobody came” (2019).",
        "See https://example.org/a and https://example.org/b",
        "Ann Young told us in May 2019 that wells (about 60) were dry",
        "https://example.org/wells",
        "The wells ran dry there. Young v. Ford, 347 U.S. 483 (1954)",
        "Young v. Ford, 35 Mass. App. Ct. 727, 729-30, 626 N.E. 2d 8 (Mass. 1994)",
        "Ann Young, *Wells of Law*, 19 Wash. J. L. Tech. & Arts, 1, 3 (2024)",
        "Ada Okoro: The well ran dry. Upper Ford 2019",
        "Ada Okoro: we had to walk for the whole day. Upper Ford 2019",
        "Ann Young: Der Brunnen, herausgegeben von Bo Lee, Kiel 1996",
        "River Pages, “Wells” (summarising River Watch and Bo Lee, 2009). https://example.org/wells",
        "“we had to walk” (Testimony, Upper Ford, 2019)",
        "Ada Okoro, “nobody came” (Interview with Bo Lee, 3 May 2019)",
        "“nadie vino” (Entrevista, mayo de 2019)",
        "« personne n’est venu » (Témoignage, 2019)",
        "“Wells Run Dry” (Translated by Bo Lee, 2020)",
        "Ann Young to Bo Lee, October 29, 1865, River Papers, Item 719, https://example.org/1",
        "River Watch, p. 5, CERD/C/FRD/CO/8-11, para. 6",
        "River Watch, A/HRC/43/15/Add.1 and A/HRC/43/2",
        "For the answers see A/HRC/28/15, para. 5",
        "Wells were dry in the village (2009). *Deep Water* and other wells",
        "River Watch (a group of 12 people) (2014) told us of wells",
        "See for example Ann Young, *Deep Water* (River Press 2009)",
        "The Convention was adopted in 1989, article 12",
        "This right is in the Convention",
        "Ann Young, *Wells* (updated 2024)",
        "River Watch interview with Ann Y. (pseudonym), Upper Ford, May 3, 2019",
        "Committee of the village v. the company that took its wells, 12 May 2005",
        "Ada Okoro: Nobody came. S. 12",
        "Ann Young: “we had to walk”. In: Upper Ford: Village 2019",
        "Interview Ada Okoro 2019, “nobody came”",
        "Ada Okoro: Les puits des voisins sont vides. Haut Gué 2019",
        "Ann Young: Das Wasser der Welt. Diss. Kiel 1990",
        "Ann Young: Das Wasser der Welt. Verlag am Fluss, Kiel 1990",
        "Ann Young: Das Wasser der Welt. Aus dem Englischen von Bo Lee. Kiel 1990",
        "Ann Young, Das Wasser, in Bo Lee, Der Fluss, 2006, S. 37",
        "Ann Young, Das Wasser, ZfW 2006, S. 37",
        "Ann Young, Das Wasser, Mai 2006, S. 37",
        "Ann Young, Das Wasser, 3. Aufl., Kiel 2006, S. 3",
        "Ann Young, Das tiefe Wasser, Brunnen Verlag, Kiel 1991, S. 139",
        "Ann Young, *Wells*, 143-230 (on file with author 2017)",
        "Ann Young, *Wells*, 1914-1918 (River Press 2014)",
        "As in Young v. Ford, 257 F.3d 1071, 1075 (9th Cir. 2001)",
        "Bo Lee, Note, Young v. Ford, 12 Harv. L. Rev. 3 (2009)",
        "Young v. Ford, 12 U. Chi. L. Rev. 3 (2009)",
        "*In re* River Lab, Inc., 930 F.2d 72, 76 (D.C. Cir. 1991)",
        "Developments in the Law—Wells, *V. Rivers and Wells*, 125 Harv. L. Rev. 2135, 2138 (2012)",
    ],
)
def test_a_note_of_no_form_is_no_work(typed: str) -> None:
    assert parse_work(note(typed)) is None


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Ann Young, et al., *Deep Water* (2024), https://example.org/a", "Deep Water"),
        ("“nobody came” (Upper Ford, 3 May 2019)", "nobody came"),
        ("Ada Okoro, “nobody came” (Village meeting, May 2019)", "nobody came"),
    ],
)
def test_a_work_without_all_authors_and_a_page_without_an_address_are_guesses(typed: str, title: str) -> None:
    parsed = parse_work(note(typed))
    assert parsed
    assert (parsed.item["title"], parsed.confidence) == (title, LIKELY)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ann Young", ["Young"]),
        ("Ann Young and Bo Lee", ["Young", "Lee"]),
        ("William S. Young, III", ["Young"]),
        ("Ann Young, Jr., Bo Lee & Ada Okoro", ["Young", "Lee", "Okoro"]),
        ("Ann Young, Sr. & Bo Lee, IV", ["Young", "Lee"]),
        ("Ludwig van der Berg", ["van der Berg"]),
        ("Human Rights Watch", ["Human Rights Watch"]),
        ("RFNK and PSCORE", ["RFNK", "PSCORE"]),
        ("Committee on Wells and Rivers", ["Committee on Wells and Rivers"]),
        ("UNHCR", ["UNHCR"]),
        ("Young et al.", ["Young"]),
        ("Young, A., Lee, B. C. and van Okoro, D.", ["Young", "Lee", "van Okoro"]),
        ("Committee on the Rights of the Child", ["Committee on the Rights of the Child"]),
        ("Petar Šarčević and Čedomir Ćosić", ["Šarčević", "Ćosić"]),
        ("İlhan Ünal", ["Ünal"]),
        ("Иван Петров", ["Петров"]),
        ("Donatella della Porta", ["della Porta"]),
        ("Jan ter Laak, Amin al-Hassan", ["ter Laak", "al-Hassan"]),
        ("Zimbabwe Lawyers", ["Zimbabwe Lawyers"]),
        ("River Tech Kenya", ["River Tech Kenya"]),
        ("Well Newsroom", ["Well Newsroom"]),
        ("DLW Piper", ["DLW Piper"]),
        ("Ford Education", ["Ford Education"]),
        ("ANN YOUNG", ["YOUNG"]),
        ("J.R. Young", ["Young"]),
        ("Ann Jordan", ["Jordan"]),
    ],
)
def test_authors(typed: str, names: list[str]) -> None:
    assert [name.get("family") or name["literal"] for name in read_authors(typed) or ()] == names


@pytest.mark.parametrize(
    "typed",
    [
        "he said that",
        "See the report of 2019",
        "The village, which had 60 wells, ran dry",
        "Digital Water Copyright Act",
        "Young v. Ford",
        "Life in Prison",
        "See, for instance, Ann Young",
        "Ford, U. (Upper)",
    ],
)
def test_a_sentence_is_no_author(typed: str) -> None:
    assert read_authors(typed) is None


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2009", [2009]),
        ("3 May 2019", [2019, 5, 3]),
        ("February 28, 2010", [2010, 2, 28]),
        ("1er mars 2020", [2020, 3, 1]),
        ("2 fevrier 2020", [2020, 2, 2]),
        ("3 de mayo de 2019", [2019, 5, 3]),
        ("Sept. 2019", [2019, 9]),
        ("2019-05-03", [2019, 5, 3]),
        ("3. März 2019", [2019, 3, 3]),
        ("6. Oktober 2015", [2015, 10, 6]),
        ("6.10.2015", [2015, 10, 6]),
        ("2014, May 3", [2014, 5, 3]),
    ],
)
def test_dates(typed: str, date: list[int]) -> None:
    assert (read_date(typed) or {})["date-parts"] == [date]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("U.N. Doc. A/HRC/40/54", "UN Doc A/HRC/40/54"),
        ("UN Document A/HRC/40/54", "UN Doc A/HRC/40/54"),
        ("Nations Unies Doc A/HRC/40/54", "UN Doc A/HRC/40/54"),
        ("Doc. CAT/C/FRD/CO/5", "UN Doc CAT/C/FRD/CO/5"),
        ("A/RES/217(III)", "A/RES/217(III)"),
    ],
)
def test_the_symbol_of_a_document_is_one_that_briefgen_knows(typed: str, number: str) -> None:
    parsed = parse_work(note(f"Human Rights Council, “Report on wells”, {typed} (2019), para 3"))
    assert parsed
    assert (parsed.item["number"], parsed.pinpoint) == (number, "para 3")
    assert number.endswith(find_symbol(number) or "no symbol")


def test_a_page_behind_a_title_is_a_pinpoint() -> None:
    parsed = parse_work(note("Ann Young, *Deep Water and the Common Good* 30 (River Press 2014)"))
    assert parsed
    assert (parsed.item["title"], parsed.pinpoint) == ("Deep Water and the Common Good", "30")
