namespace ElectronicApplication.Pdf.Tests;

/// <summary>Where content comes to stand, page by page.</summary>
public sealed class PageTests : PdfScene
{
    [ToolsFact("pdftotext", "pdfinfo")]
    public void A_table_breaks_between_rows_and_repeats_its_header()
    {
        var rows = Enumerable.Range(1, 120).Select(i => (IReadOnlyList<PdfCell>)[$"{i}", $"第{i}条の規定による通知", new PdfCell($"{i * 100:N0}円") { Align = TextAlign.End }]).ToList();
        var pdf = Page(d => d.Table(new([1, 5, 2], rows) { Header = ["番号", "件名", "金額"] }), Options with { Footer = new(Centre: "{page} / {pages}") });
        var pages = TextOf(pdf, "-layout").Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(pages.Length, 3, 6);
        Assert.Contains($"Pages:           {pages.Length}", InfoOf(pdf), StringComparison.Ordinal);
        var next = 1;
        foreach (var (number, page) in pages.Index())
        {
            Assert.Matches(@"^\s*番号\s+件名\s+金額", page);
            Assert.Matches($@"{number + 1}\s*/\s*{pages.Length}\s*$", page);
            while (page.Contains($"第{next}条の", StringComparison.Ordinal)) next++;
        }

        Assert.Equal(121, next);
    }

    [ToolsFact("pdftotext")]
    public void A_row_moves_whole_unless_it_is_higher_than_a_page()
    {
        var tall = string.Join('\n', Enumerable.Range(1, 30).Select(i => $"行{i}"));
        var pages = TextOf(Page(d =>
        {
            d.Table(new([1], [[tall], [tall]]));
            d.Table(new([1, 1], [[string.Join('\n', Enumerable.Range(1, 100).Select(i => $"列{i}")), "隣"]]) { Header = ["左", "右"] });
        })).Split('\f');
        Assert.Contains("行30", pages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("行1\n", pages[0][pages[0].IndexOf("行30", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("行1\n", pages[1], StringComparison.Ordinal);
        var all = string.Concat(pages);
        for (var i = 1; i <= 100; i++) Assert.Contains($"列{i}\n", all, StringComparison.Ordinal);
        Assert.True(pages.Count(p => p.Contains('左', StringComparison.Ordinal)) >= 2);
    }

    [ToolsFact]
    public void Rows_that_do_not_fill_the_columns_are_refused()
    {
        Assert.Throws<PdfInputException>(() => Page(d => d.Table(new([1, 1], [["一つ"]]))));
        Assert.Throws<PdfInputException>(() => Page(d => d.Table(new([], []))));
        Assert.NotEmpty(Page(d => d.Table(new([1, 1], [[new PdfCell("二つ分") { Span = 2 }]]))));
    }

    [ToolsFact("pdfinfo")]
    public void Paper_has_the_size_and_direction_asked_for()
    {
        foreach (var (format, expected) in new[]
        {
            (PageFormat.A4, "595.276 x 841.89 pts (A4)"), (PageFormat.A5, "419.528 x 595.276 pts"),
            (PageFormat.Postcard, "283.465 x 419.528 pts"), (PageFormat.A4.Turned, "841.89 x 595.276 pts (A4)"), (new(100, 50), "283.465 x 141.732 pts"),
        })
        {
            var pdf = Page(d => d.Paragraph("あ"), Options with { Page = format, Margins = PdfMargins.All(10) });
            Assert.Contains(expected, InfoOf(pdf), StringComparison.Ordinal);
        }

        Assert.Throws<PdfInputException>(() => Page(d => d.Paragraph("あ"), Options with { Page = new(5, 5) }));
        Assert.Throws<PdfInputException>(() => Page(d => d.Paragraph("あ"), Options with { Margins = PdfMargins.All(110) }));
    }

    [ToolsFact("pdftotext")]
    public void Text_stands_where_its_alignment_puts_it()
    {
        var pdf = Page(d =>
        {
            d.Paragraph("始", new() { Size = 10 });
            d.Paragraph("中", new() { Size = 10, Align = TextAlign.Centre });
            d.Paragraph("終", new() { Size = 10, Align = TextAlign.End });
            d.Paragraph("字下", new() { Size = 10, FirstLine = 1, Indent = 10 });
            d.Paragraph(new string('両', 40) + "ab" + new string('端', 40), new() { Size = 10.5, Align = TextAlign.Justify });
        });
        var words = WordsOf(pdf);
        Assert.Equal(56.69, words["始"].Left, 0.5);
        Assert.Equal(595.28 / 2 - 5, words["中"].Left, 0.5);
        Assert.Equal(595.28 - 56.69, words["終"].Right, 0.5);
        Assert.Equal(56.69 + 28.35 + 10, words["字下"].Left, 0.5);
        var justified = words.Where(w => w.Key.StartsWith('両')).Select(w => w.Value).First();
        Assert.Equal(595.28 - 56.69, justified.Right, 0.5);
    }

    [ToolsFact("pdftotext")]
    public void Space_counts_at_the_top_of_a_page_that_the_author_began()
    {
        var words = WordsOf(Page(d =>
        {
            d.Space(50);
            d.Paragraph("一枚目", new() { Size = 10, LineHeight = 1 });
            d.PageBreak();
            d.Space(50);
            d.Paragraph("二枚目", new() { Size = 10, LineHeight = 1 });
            d.Space(1000);
            d.Paragraph("三枚目", new() { Size = 10, LineHeight = 1 });
            d.Space(1000);
            d.Space(50);
            d.Paragraph("四枚目", new() { Size = 10, LineHeight = 1 });
        }));
        Assert.Equal(70 * 72 / 25.4, words["一枚目"].Top, 3.0);
        Assert.Equal(words["一枚目"].Top, words["二枚目"].Top, 0.1);
        Assert.Equal(20 * 72 / 25.4, words["三枚目"].Top, 3.0);
        Assert.Equal(words["三枚目"].Top, words["四枚目"].Top, 0.1);
    }

    [ToolsFact("pdftotext")]
    public void An_address_stays_behind_its_window_and_becomes_smaller_before_it_is_refused()
    {
        var window = new PdfArea(20, 13, 80, 30);
        var pdf = Page(d =>
        {
            d.Address(["〒100-0001", "みらい市中央一丁目２番３号 " + new string('長', 60), "髙橋 𠮷子 様"], window);
            d.Heading(1, "通知書");
        });
        var words = WordsOf(pdf);
        Assert.All(words.Where(w => w.Key != "通知書").Select(w => w.Value), w =>
        {
            Assert.InRange(w.Left, 20 * 72 / 25.4 - 0.5, 100 * 72 / 25.4);
            Assert.InRange(w.Bottom, 13 * 72 / 25.4, 43 * 72 / 25.4 + 2);
        });
        Assert.True(words["通知書"].Top >= 43 * 72 / 25.4 - 2);
        Assert.Equal(PdfInputProblem.Layout, Assert.Throws<PdfInputException>(() => Page(d => d.Address([new string('長', 500)], window))).Problem);
    }

    [ToolsFact("pdftotext")]
    public void A_heading_does_not_stay_behind_alone()
    {
        for (var lines = 30; lines < 50; lines++)
        {
            var pages = TextOf(Page(d =>
            {
                for (var i = 0; i < lines; i++) d.Paragraph($"本文{i}", new() { SpaceAfter = 0 });
                d.Heading(1, "見出し");
                d.Paragraph("続き");
            })).Split('\f');
            Assert.Contains(pages, p => p.Contains("見出し", StringComparison.Ordinal) && p.Contains("続き", StringComparison.Ordinal));
        }
    }

    [ToolsFact]
    public void Headings_skip_no_level()
    {
        Assert.Throws<PdfInputException>(() => Page(d => d.Heading(2, "二")));
        Assert.Throws<PdfInputException>(() => Page(d =>
        {
            d.Heading(1, "一");
            d.Heading(3, "三");
        }));
    }

    [ToolsFact("pdftoppm")]
    public void A_rule_and_a_seal_are_seen_where_they_belong()
    {
        var seal = PdfImage.Read(TestPng.Solid(30, 30, [255, 0, 0, 128]));
        var pdf = Page(d =>
        {
            d.Paragraph("みらい市長 未来 太郎", new() { Align = TextAlign.End, Size = 12, Seal = new(seal, 20) });
            d.Rule();
        }, Options with { Page = new(100, 60), Margins = PdfMargins.All(10) });
        var page = Render(pdf, 254);
        // The seal reaches over the right margin by half of its width: 80 to 100 mm.
        Assert.InRange(page[950, 120], 100, 220);
        Assert.Equal(255, page[400, 60]);
        Assert.Contains(Enumerable.Range(150, 400), y => page[300, y] < 128);
    }

    [ToolsFact("pdftoppm")]
    public void A_bold_character_of_a_font_without_a_bold_face_is_thickened()
    {
        int Ink(bool bold) => Render(Page(d => d.Paragraph("𠮷𠮷𠮷", new() { Size = 30, Bold = bold }), Options with { Page = new(60, 40), Margins = PdfMargins.All(5) }), 200).Pixels.Count(p => p < 128);
        Assert.InRange((double)Ink(bold: true) / Ink(bold: false), 1.2, 2.5);
    }

    [ToolsFact]
    public void What_has_a_fixed_place_must_lie_on_the_paper()
    {
        var image = PdfImage.Read(TestPng.Solid(2, 2, [0]));
        foreach (var fill in new Action<PdfDocument>[]
        {
            d => d.TextAt(new(150, 10, 80, 20), "右に出る"), d => d.Address(["下に出る"], new(20, 290, 80, 20)),
            d => d.Image(image, 20, null, place: new(200, 10)), d => d.QrCode("下に出る", 30, "コード", place: new(10, 280)),
            d => d.Image(image, 300, null), d => d.TextAt(new(double.NaN, 10, 80, 20), "どこでもない"),
        }) Assert.Equal(PdfInputProblem.Layout, Assert.Throws<PdfInputException>(() => Page(fill)).Problem);
    }

    [ToolsFact("pdfinfo", "qpdf")]
    public void Any_mixture_of_content_becomes_a_sound_file_that_holds_all_of_it()
    {
        var random = new Random(21);
        var image = PdfImage.Read(TestPng.Solid(3, 2, [0, 0, 255, 90]));
        for (var round = 0; round < 15; round++)
        {
            var expected = new List<string>();
            string Some()
            {
                expected.Add($"文{expected.Count}番");
                return expected[^1] + string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "長い文章が続く、" : "words ", random.Next(60)));
            }

            var pdf = Page(d =>
            {
                d.Heading(1, Some());
                for (var i = random.Next(40); i > 0; i--)
                {
                    switch (random.Next(9))
                    {
                        case 0: d.Heading(2, Some(), new() { Size = random.Next(5, 30) }); break;
                        case 1: d.Table(new([1, random.Next(1, 5)], [.. Enumerable.Range(0, random.Next(12)).Select(_ => (IReadOnlyList<PdfCell>)[Some(), Some()])]) { Header = random.Next(2) == 0 ? null : ["左", "右"] }); break;
                        case 2: d.KeyValues([("名", Some()), ("値", Some())], borders: random.Next(2) == 0); break;
                        case 3: d.List([Some(), Some()], random.Next(2) == 0); break;
                        case 4: d.Image(image, random.Next(5, 100), "絵", (TextAlign)random.Next(4)); break;
                        case 5: d.QrCode($"https://example.jp/{i}", 20, "コード"); break;
                        case 6: d.Rule(); d.Space(random.Next(50)); break;
                        case 7: d.TextAt(new(10, 10, 190, 270), Some(), new() { Size = 8 }); break;
                        default: d.Paragraph(Some(), new() { Align = (TextAlign)random.Next(4), Indent = random.Next(40), FirstLine = random.Next(3), Size = random.Next(5, 25), Seal = new(image, 15) }); break;
                    }
                }
            }, Options with { Page = round % 2 == 0 ? PageFormat.A4 : PageFormat.A4.Turned with { Height = 300 }, Header = new("頭"), Footer = new(Right: "{page}/{pages}") });
            var (code, output) = Tools.RunWithCode(Folder, "qpdf", "--check", Write(pdf));
            Assert.True(code == 0, output);
            // By way of the structure: texts at fixed places may stand over one another.
            var text = InfoOf(pdf, "-struct-text");
            Assert.All(expected, e => Assert.Contains(e, text, StringComparison.Ordinal));
        }
    }

    [ToolsFact]
    public void A_document_has_an_end()
    {
        var endless = Document();
        Assert.Equal(PdfInputProblem.TooLarge, Assert.Throws<PdfInputException>(() =>
        {
            for (var i = 0; i < 200_000; i++) endless.PageBreak();
        }).Problem);
        Assert.Equal(PdfInputProblem.TooLarge, Assert.Throws<PdfInputException>(() => Page(d =>
        {
            for (var i = 0; i < 6000; i++) d.PageBreak();
        })).Problem);
        Assert.Equal(PdfInputProblem.TooLarge, Assert.Throws<PdfInputException>(() => Page(d => d.Paragraph(new string('あ', 2_000_001)))).Problem);
    }

    private Dictionary<string, (double Left, double Top, double Right, double Bottom)> WordsOf(byte[] pdf)
    {
        var words = new Dictionary<string, (double, double, double, double)>();
        foreach (System.Text.RegularExpressions.Match m in System.Text.RegularExpressions.Regex.Matches(TextOf(pdf, "-bbox"), "xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\">([^<]*)<"))
        {
            double Value(int group) => double.Parse(m.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            words.TryAdd(m.Groups[5].Value, (Value(1), Value(2), Value(3), Value(4)));
        }

        return words;
    }
}
