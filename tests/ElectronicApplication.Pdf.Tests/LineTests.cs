using ElectronicApplication.Pdf.Layout;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>Where lines end (JIS X 4051). Widths are counted in full-width characters.</summary>
public sealed class LineTests : PdfScene
{
    [ToolsTheory]
    [InlineData("あいうえおかきくけこ", 5, "あいうえお|かきくけこ")]
    [InlineData("あいうえお、かき", 5, "あいうえ|お、かき")]
    [InlineData("あいうえお。」かき", 5, "あいうえ|お。」かき")]
    [InlineData("あいうえ（かき）", 5, "あいうえ|（かき）")]
    [InlineData("あいうえ「『かき』」", 6, "あいうえ|「『かき』」")]
    [InlineData("あいうえコーヒー", 5, "あいうえ|コーヒー")]
    [InlineData("あいうえちょうど", 5, "あいうえ|ちょうど")]
    [InlineData("あいうえおぁ", 5, "あいうえ|おぁ")]
    [InlineData("あいうえカ々", 5, "あいうえ|カ々")]
    [InlineData("あいうえ……か", 5, "あいうえ|……か")]
    [InlineData("手数料３００円です", 4, "手数料|３００円|です")]
    [InlineData("金額は￥3000です", 4, "金額は|￥3000で|す")]
    [InlineData("。。。。。。。。", 3, "。。。|。。。|。。")]
    [InlineData("あいう\nえお", 5, "あいう|えお")]
    [InlineData("丁目１－２－３号", 5, "丁目|１－２－３|号")]
    [InlineData("あいう\n", 5, "あいう")]
    [InlineData("", 5, "")]
    [InlineData("あいう\u200Bえおか", 5, "あいうえお|か")]
    public void Lines_neither_begin_nor_end_with_what_may_not_stand_there(string text, int width, string lines) => Assert.Equal(lines, Broken(text, width));

    [ToolsTheory]
    [InlineData("the quick brown fox", "the quick |brown fox")]
    [InlineData("it costs 3,000 yen", "it costs |3,000 yen")]
    [InlineData("see f(x) and so on", "see f(x) |and so on")]
    [InlineData("あいうthe quick", "あいうthe |quick")]
    [InlineData("aaa bbb\u00A0ccccc", "aaa |bbb\u00A0ccccc")]
    public void Words_stay_whole(string text, string lines) => Assert.Equal(lines, Broken(text, 5.3));

    [ToolsFact]
    public void A_word_longer_than_a_line_is_broken_rather_than_lost()
    {
        var text = new string('x', 100);
        Assert.Equal(text, Broken(text, 5).Replace("|", "", StringComparison.Ordinal));
        Assert.Contains('|', Broken(text, 5));
    }

    [ToolsFact]
    public void A_variation_selector_never_leaves_its_character()
    {
        var text = string.Concat(Enumerable.Repeat("葛\U000E0100", 20));
        Assert.All(Broken(text, 3).Split('|'), line => Assert.EndsWith("\U000E0100", line, StringComparison.Ordinal));
    }

    [ToolsFact]
    public void A_line_narrower_than_a_character_is_refused()
    {
        Assert.Throws<PdfInputException>(() => Broken("あ", 0.5));
        Assert.Throws<PdfInputException>(() => Page(d => d.Table(new([1, 400], [["あ", "い"]]))));
    }

    [ToolsFact]
    public void Random_text_keeps_the_rules_and_loses_nothing()
    {
        const string Alphabet = "あいう漢字、。（）「」ーっゃab 1,…";
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var lines = Broken(text, random.Next(12, 30)).Split('|');
            Assert.Equal(text, string.Concat(lines));
            foreach (var (line, next) in lines.Zip(lines.Skip(1)))
            {
                // Only where a line has no place to end at all may the rules yield.
                if (line.Length < 3) continue;
                Assert.False("、。）」ーっゃ, ".Contains(next[0], StringComparison.Ordinal), string.Join('|', lines));
                Assert.False("（「".Contains(line[^1], StringComparison.Ordinal), string.Join('|', lines));
                Assert.False(char.IsAsciiLetterOrDigit(line[^1]) && char.IsAsciiLetterOrDigit(next[0]), string.Join('|', lines));
            }
        }
    }

    private static string Broken(string text, double width)
    {
        var typesetter = new Typesetter(Catalog.Chain("BIZ UDGothic"));
        var clusters = typesetter.Set(text, bold: false);
        Assert.Empty(typesetter.Missing);
        return string.Join('|', LineBreaker.Break(clusters, width).Select(line => string.Concat(
            clusters[line.Start..line.End].Where(c => c.Class is not (BreakClass.NewLine or BreakClass.Opportunity)).Select(c => c.Text.ToString()))));
    }
}
