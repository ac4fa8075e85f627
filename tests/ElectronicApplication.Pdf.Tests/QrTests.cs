using ElectronicApplication.Pdf.Qr;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>Codes are read back by ZBar, which shares no code with what writes them.</summary>
public sealed class QrTests : PdfScene
{
    [ToolsFact("pdftoppm", "zbarimg")]
    public void Every_version_is_read_back()
    {
        // The largest text of each version, and the smallest of the next.
        foreach (var length in new[] { 1, 14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 122, 123, 152, 153, 180, 181, 213 })
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('!' + (i * 7 + length) % 90)));
            Assert.Equal(text, ReadBack(text));
        }
    }

    [ToolsFact("pdftoppm", "zbarimg")]
    public void Japanese_is_read_back() => Assert.Equal("https://みらい市.example/確認?番号=髙𠮷", ReadBack("https://みらい市.example/確認?番号=髙𠮷"));

    [Fact]
    public void A_text_too_long_is_refused()
    {
        Assert.Equal(57, QrCode.Of(new string('x', 213)).Size);
        Assert.Equal(PdfInputProblem.TooLarge, Assert.Throws<PdfInputException>(() => QrCode.Of(new string('x', 214))).Problem);
    }

    [Fact]
    public void Check_codewords_leave_no_remainder()
    {
        // A codeword is divisible by its generator: checked again with its check codewords, nothing remains.
        var data = Enumerable.Range(0, 44).Select(i => (byte)(i * 37)).ToArray();
        var check = ReedSolomon.Check(data, 26);
        Assert.All(ReedSolomon.Check([.. data, .. check], 26), b => Assert.Equal(0, b));
    }

    private string ReadBack(string text)
    {
        var pdf = Page(d => d.QrCode(text, 40, "確認用のコード"));
        Tools.Run(Folder, "pdftoppm", "-png", "-r", "200", "-singlefile", Write(pdf), "code");
        // ZBar also complains of a desktop bus that is not there.
        return Tools.Run(Folder, "sh", "-c", "zbarimg --quiet --raw --nodbus code.png 2>/dev/null").TrimEnd('\n');
    }
}
