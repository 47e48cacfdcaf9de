"""The spreadsheets of the corpus that are written by hand or with openpyxl (see make-corpus)."""

import datetime
import sys
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

folder, work = Path(sys.argv[1]), Path(sys.argv[2])
HEADER = ["IT Glue ID", "Name", "Employee Count", "Industry"]
GOOD = [
    ["1001", "Contoso Ltd.", "11-25", "Legal"],
    ["1002", "Fabrikam Inc", "51-100", "Manufacturing"],
    ["", "Müller Präzision GmbH", "17", "Healthcare"],
]


def text(name, content, encoding="utf-8", newline="\r\n"):
    if isinstance(content, str):
        content = content.replace("\n", newline).encode(encoding)
    (folder / name).write_bytes(content)


def lines(rows, separator=","):
    return "".join(separator.join(row) + "\n" for row in rows)


good = lines([HEADER] + GOOD)

# --- CSV as programs save it
text("excel-utf8-bom.csv", good, "utf-8-sig")
text("excel-german-semicolon-windows1252.csv", lines([HEADER] + GOOD, ";"), "cp1252")
text("excel-unicode-text.txt", b"\xff\xfe" + lines([HEADER] + GOOD, "\t").replace("\n", "\r\n").encode("utf-16-le"))
text("excel-sep-line.csv", "sep=;\n" + lines([HEADER] + GOOD, ";"), "utf-8-sig")
text("excel-mac-carriage-returns.csv", good, "utf-8", "\r")
text("utf16-big-endian-no-mark.csv", good.encode("utf-16-be"))
text("google-sheets.csv", good.rstrip("\n"), "utf-8")
text("unix.csv", good, "utf-8", "\n")
text("tabs.tsv", lines([HEADER] + GOOD, "\t"))

# --- CSV as people leave it
text("title-rows.csv", "Client list of Brightwater MSP,,,\nas of 23 Nov 2026,,,\n,,,\n" + good)
text("blank-rows.csv", lines([HEADER, ["", "", "", ""], GOOD[0], [" ", "", "", ""], GOOD[1]]) + "\n\n,,,\n" + lines(GOOD[2:]))
text("line-breaks-in-quotes.csv", 'IT Glue ID,Name,"Employee\nCount",Industry,Notes\n1001,Contoso Ltd.,11-25,Legal,"first\nsecond, ""third"""\n1002,Fabrikam Inc,51-100,Manufacturing,\n')
text("short-rows.csv", "IT Glue ID,Name,Employee Count,Industry\n1001,Contoso Ltd.,11-25\n1002\n,Müller Präzision GmbH,17,Healthcare\n")
text("unquoted-comma.csv", "Name,Employee Count,Industry\nContoso, Ltd.,11-25,Legal\nFabrikam Inc,51-100,Manufacturing\n")
text("unquoted-comma-with-id.csv", "IT Glue ID,Name,Notes,Employee Count,Industry\n1001,Contoso, Ltd.,,11-25,Legal\n1002,Fabrikam Inc,,51-100,Manufacturing\n")
text("trailing-commas.csv", "IT Glue ID,Name,Employee Count,Industry,,\n1001,Contoso Ltd.,11-25,Legal,,\n1002,Fabrikam Inc,51-100,Manufacturing,,,,\n")
text("synonyms.csv", "Org ID,Client:,# Employees,Vertical,Rank\n1001,Contoso Ltd.,18,Law Firm,1\n1002,Fabrikam Inc,251+,Factory,second\n")
text("two-name-columns.csv", "Company,Client,Employee Count,Industry\nContoso Ltd.,Contoso,11-25,Legal\n")
text("no-industry.csv", "IT Glue ID,Name,Employee Count,Phone\n1001,Contoso Ltd.,11-25,555\n")
text("rounded-ids.csv", "IT Glue ID,Name,Employee Count,Industry\n5.7499E+17,Thistledown Media,11-25,Media\n574989297464115000,Thistledown Media,11-25,Media\n")
text("dates-for-ranges.csv", "IT Glue ID,Name,Employee Count,Industry\n1001,Contoso Ltd.,25-Nov,Legal\n1002,Fabrikam Inc,10-Jan,Manufacturing\n1004,,50-Dec,Health\n")
text("mixed-encodings.csv", "IT Glue ID,Name,Employee Count,Industry\n1003,Müller Präzision GmbH,17,Healthcare\n".encode() + "1003,Müller,17,Healthcare\n".encode("cp1252"))
text("near-names.csv", "Client,Employees,Industry\nContoso,11-25,Legal\nFabricam Inc.,51-100,Manufacturing\nMuller Prazision,17,Healthcare\nNobody at all,3,Other\n")
text("namesakes.csv", "Name,Employee Count,Industry\nSummit Physiotherapy,11-25,Healthcare\nContoso Ltd.,5,Legal\ncontoso  LTD.,6,Legal\n")
text("head-counts.csv", 'IT Glue ID,Headcount,Industry\n1001,"1,200",Legal\n1002,~50,Other\n1003,251+,Other\n1004,about 30 employees,Other\n1005,100+,Other\n1007,12-20,Other\n1008,10-20,Other\n')
text("import-column.csv", "IT Glue ID,Name,Employee Count,Industry,Import\n1001,Contoso Ltd.,11-25,Legal,YES\n1002,Fabrikam Inc,51-100,Manufacturing,no\n1003,,17,Healthcare,maybe\n,Long gone Ltd,3,Other,No\n1008,,3,Other,\n")
text("domains-column.csv", 'Name,Domains,Employee Count,Industry\nContoso (UK),"contoso.example, contoso.test",11-25,Legal\nFabrikam Inc,"https://Fabrikam.example/x; shop.example",51-100,Manufacturing\nMüller Präzision GmbH,mueller,17,Healthcare\n,kiln.example,3,Other\nJoe\'s Plumbing,gmail.com,3,Other\nSomebody,"summit-a.example summit-b.example",3,Other\n')
text("same-id-twice.csv", "IT Glue ID,Name,Employee Count,Industry\n1001,Contoso Ltd.,11-25,Legal\n1001,Contoso Ltd.,26-50,Legal\n")
text("id-slipped-by-a-line.csv", "IT Glue ID,Name,Employee Count,Industry\n1002,Contoso Ltd.,11-25,Legal\n1001,Fabrikam Inc,51-100,Manufacturing\n")
text("formulas-as-text.csv", "IT Glue ID,Name,Employee Count,Industry\n1001,'=Contoso Ltd.,11-25,Legal\n1002,=HYPERLINK(1),51-100,Manufacturing\n")
text("typographic.csv", "IT Glue ID,Name,Employee Count,Industry\n\u00a01001\u00a0,Contoso Ltd.,11\u201325,\u00a0legal\u00a0\n1007,Łódź Ceramika & Sons “The Kiln”,26 — 50,Not\u2011for\u2011Profit\n1008,東京 Trading,1\u20138,Retail\n")
text("misspelt-values.csv", "IT Glue ID,Name,Employee Count,Industry\n1001,Contoso Ltd.,many,Helthcare\n1002,Fabrikam Inc,,Manufacturing / Food\n")
text("id-only.csv", "IT Glue ID;Employee Count;Industry\n1001;11-25;Legal\n1009;11-25;Legal\n")
text("many-columns.csv", ",".join([f"c{i}" for i in range(300)] + HEADER) + "\n" + "x," * 300 + "1001,Contoso Ltd.,11-25,Legal\n")
text("header-only.csv", lines([HEADER]))
text("empty.csv", b"")
text("blank.csv", "\n\n  \n,,,\n")
text("stray-quote.csv", 'IT Glue ID,Name,Employee Count,Industry\n1001,Contoso "Ltd.,11-25,Legal\n')
text("open-quote.csv", 'IT Glue ID,Name,Employee Count,Industry\n1001,"Contoso Ltd.,11-25,Legal\n1002,Fabrikam Inc,51-100,Manufacturing\n')
text("nul-byte.csv", b"IT Glue ID,Name,Employee Count,Industry\n1001,Con\x00toso,11-25,Legal\n")
text("telephone-list.csv", "Name,Phone,Street\nContoso Ltd.,555-0100,High Street\n")


# --- workbooks with openpyxl
def book(rows, title="Clients"):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return workbook, sheet


def save(workbook, name, where=folder):
    workbook.save(where / name)


workbook, sheet = book([HEADER] + [[cell or None for cell in row] for row in GOOD])
save(workbook, "openpyxl-text.xlsx")

workbook, sheet = book([HEADER, [1001, "Contoso Ltd.", 18, "Legal"], [574989297464115201, "Thistledown Media", 18, "Media"], [1002.0, "Fabrikam Inc", 1200.0, "Other"]])
save(workbook, "openpyxl-numbers.xlsx")

workbook, sheet = book([["Client list 2026"], [], [None, "as of", datetime.date(2026, 11, 23)]])
sheet.merge_cells("A1:D1")
sheet["A1"].font = Font(bold=True, size=20)
for row in [[None] + HEADER] + [[None] + row for row in GOOD]:
    sheet.append(row)
save(workbook, "openpyxl-title-and-offset.xlsx")

workbook, sheet = book([["not this one"]], "Notes")
sheet.sheet_state = "hidden"
second = workbook.create_sheet("Clients")
for row in [HEADER] + GOOD:
    second.append(row)
third = workbook.create_sheet("Old")
third.append(["Name", "Employee Count", "Industry"])
workbook.active = 1
save(workbook, "openpyxl-hidden-first-sheet.xlsx")

workbook, sheet = book([HEADER, [1001, "Contoso Ltd.", datetime.date(2026, 1, 10), "Legal"], [1002, "Fabrikam Inc", datetime.date(2026, 11, 25), "Other"]])
sheet["C2"].number_format = "d-mmm"
sheet["C3"].number_format = "mmm-yy"
save(workbook, "openpyxl-dates-for-ranges.xlsx")

workbook, sheet = book([HEADER + ["Import"], [1001, "Contoso Ltd.", "11-25", "Legal", True], [1002, "Fabrikam Inc", "51-100", "Other", False]])
save(workbook, "openpyxl-booleans.xlsx")

workbook, sheet = book([HEADER, [1001, "Contoso Ltd.", "=10+8", "Legal"], [1002, '="Fabrikam"&" Inc"', 18, "Other"]])
save(workbook, "openpyxl-formulas-never-computed.xlsx")

workbook, sheet = book([HEADER, [1001, "Contoso Ltd.", "#N/A", "Legal"], [1002, "Fabrikam Inc", 18, "#REF!"]])
sheet["C2"].data_type = "e"
sheet["D3"].data_type = "e"
save(workbook, "openpyxl-error-cells.xlsx")

workbook, sheet = book([HEADER + [None, None, "remember to call"], [1001, "Contoso Ltd.", "11-25", "Legal", None, None, None, "a note far to the right"]])
save(workbook, "openpyxl-notes-beside.xlsx")

workbook, sheet = book([HEADER, [1001, "Contoso  Ltd.\u00a0", "11-25", "Legal & Law"], ["1002", " Fabrikam Inc", "51-100", "Other\n"]])
validation = DataValidation(type="list", formula1='"1-10,11-25"')
sheet.add_data_validation(validation)
validation.add("C2:C9")
sheet.freeze_panes = "A2"
sheet["A2"].fill = PatternFill("solid", fgColor="FFFF00")
save(workbook, "openpyxl-validation-and-spaces.xlsx")

workbook, sheet = book([["Name", "Phone"], ["Contoso Ltd.", "555"]])
save(workbook, "openpyxl-no-columns.xlsx")

(folder / "cut-off.xlsx").write_bytes((folder / "openpyxl-text.xlsx").read_bytes()[:3000])

# --- as Google writes a workbook: no styles of its own, texts inline or shared, no cell references
with zipfile.ZipFile(folder / "google-like.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
    archive.writestr("_rels/.rels", '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    archive.writestr("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet state="visible" name="Sheet1" sheetId="1" r:id="rId3"/></sheets></workbook>')
    archive.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    cells = lambda row: "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>' for cell in row)
    archive.writestr("xl/worksheets/sheet1.xml", '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + "".join(f"<row>{cells(row)}</row>" for row in [HEADER] + GOOD) + "</sheetData></worksheet>")

with zipfile.ZipFile(folder / "google-like.xlsx") as sound, zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
    for part in sound.namelist():
        blown = b" " * (40 << 20) if part.endswith("sheet1.xml") else b""
        archive.writestr(part, sound.read(part) + blown)

# --- what LibreOffice is given
workbook, sheet = book([HEADER + ["Priority", "Notes"], ["1001", "Contoso Ltd.", "11-25", "Legal", 1, 'says "hello", often'], ["574989297464115201", "Thistledown Media", "~50", "Media", None, "two\nlines"], [None, "Müller Präzision GmbH", 17, "Healthcare", 2, None]])
save(workbook, "office.xlsx", work)
(work / "office.csv").write_text(lines([HEADER] + GOOD), "utf-8")
workbook, sheet = book([HEADER, [1001, "Contoso Ltd.", "=10+8", '=IF(1=1,"Legal","Other")'], [1002, '="Fabrikam"&" Inc"', "=1200", "Other"], [1003, "x", "=1/0", "Other"]])
save(workbook, "formulas.xlsx", work)
workbook, sheet = book([HEADER, [1001, "Contoso Ltd.", datetime.date(2026, 1, 10), "Legal"], [1002, "Fabrikam Inc", 0.5, "Other"]])
sheet["C2"].number_format = "d-mmm"
sheet["C3"].number_format = "0%"
sheet.insert_rows(1, 2)
sheet["A1"] = "Clients"
sheet.merge_cells("A1:D1")
save(workbook, "styled.xlsx", work)
