using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Tests.Payouts;

/// <summary>The transfer file, byte by byte against what the format says by hand.</summary>
public sealed class ZenginTests
{
    private static readonly PayoutSender Sender = new()
    {
        ClientCode = "0000012345", ClientName = "ミライシカイケイカンリシャ", BankCode = "0001", BankName = "ミライ", BranchCode = "001", BranchName = "シヤクシヨ", AccountKind = "2", AccountNumber = "0123456",
    };

    [Theory]
    [InlineData("カワサキ　ハナコ", "ｶﾜｻｷ ﾊﾅｺ")]
    [InlineData("きょうこ", "ｷﾖｳｺ")]
    [InlineData("ガッコウ", "ｶﾞﾂｺｳ")]
    [InlineData("パーティー", "ﾊﾟ-ﾃｲ-")]
    [InlineData("ヴァイオリン", "ｳﾞｱｲｵﾘﾝ")]
    [InlineData("ヲノ", "ｵﾉ")]
    [InlineData("ｶ)ﾐﾗｲ・ﾄｰｷｮｰ", "ｶ)ﾐﾗｲ.ﾄ-ｷﾖ-")]
    [InlineData("（株）ａｂｃ１２", "()ABC12")]
    public void Names_are_written_in_the_characters_of_the_format(string typed, string expected)
    {
        var said = ZenginText.Of(typed);
        Assert.Equal(expected, said.Text);
        Assert.Equal(typed.Contains('株') ? "株" : "", said.Unusable);
    }

    [Fact]
    public void The_file_is_these_bytes_and_no_others()
    {
        var transfers = new[]
        {
            new ZenginTransfer(1, Account("9999", "123", "1", "0012345", "カワサキ ハナコ"), 5000, "ケイロウイワイキン"),
            new ZenginTransfer(2, Account("0005", "001", "2", "7654321", "ヤマダ ジュン"), 1234567890, null),
        };
        // Put together column by column from the public layout: header 1+2+1+10+40+4+4+15+3+15+1+7+17, data 1+4+15+3+15+4+1+7+30+10+1+20+1+1+7, trailer 1+6+12+101, end 1+119.
        var expected =
            "1" + "21" + "0" + "0000012345" + "ﾐﾗｲｼｶｲｹｲｶﾝﾘｼﾔ" + Blanks(27) + "1201" + "0001" + "ﾐﾗｲ" + Blanks(12) + "001" + "ｼﾔｸｼﾖ" + Blanks(10) + "2" + "0123456" + Blanks(17) + "\r\n" +
            "2" + "9999" + Blanks(15) + "123" + Blanks(15) + "0000" + "1" + "0012345" + "ｶﾜｻｷ ﾊﾅｺ" + Blanks(22) + "0000005000" + "0" + "ｹｲﾛｳｲﾜｲｷﾝ" + Blanks(11) + "7" + "Y" + Blanks(7) + "\r\n" +
            "2" + "0005" + Blanks(15) + "001" + Blanks(15) + "0000" + "2" + "7654321" + "ﾔﾏﾀﾞ ｼﾞﾕﾝ" + Blanks(21) + "1234567890" + "0" + "0000000002" + "0000000000" + "7" + " " + Blanks(7) + "\r\n" +
            "8" + "000002" + "001234572890" + Blanks(101) + "\r\n" +
            "9" + Blanks(119) + "\r\n";
        var file = ZenginFile.Write(Sender, new DateOnly(2026, 12, 1), transfers);

        Assert.Equal(5 * 122, file.Length);
        Assert.Equal(ShiftJis(expected), file);
        Assert.Equal(0xB6, file[122 + 50]);
        Assert.True(file.Chunk(122).All(r => r is [.., 0x0D, 0x0A]));
    }

    [Fact]
    public void Without_line_ends_the_records_follow_each_other()
    {
        var sender = new PayoutSender
        {
            ClientCode = Sender.ClientCode, ClientName = Sender.ClientName, BankCode = "0001", BranchCode = "001", AccountKind = "1", AccountNumber = "0000001", LineEnds = false,
        };
        var file = ZenginFile.Write(sender, new DateOnly(2026, 12, 1), [new(1, Account("9999", "123", "1", "0012345", "カワサキ"), 1, null)]);
        Assert.Equal(4 * 120, file.Length);
        Assert.Equal([(byte)'1', (byte)'2', (byte)'8', (byte)'9'], file.Chunk(120).Select(r => r[0]));
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut_at_thirty_characters_and_told()
    {
        var account = Account("9999", "123", "1", "0012345", "カブシキガイシャミライシジドウフクシサービスセンター");
        Assert.Equal(30, account.Payee.Length);
        Assert.Empty(account.Problems);
        Assert.Contains("30 文字まで", account.Conversion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "123", "0012345", "カワサキ", "金融機関コードがありません")]
    [InlineData("0000", "123", "0012345", "カワサキ", "金融機関コード「0000」")]
    [InlineData("9999", "12", "0012345", "カワサキ", "支店コード「12」")]
    [InlineData("9999", "123", "12345", "カワサキ", "7桁")]
    [InlineData("9999", "123", "0012345", "川崎", "使えない文字「川崎」")]
    [InlineData("9999", "123", "0012345", " ", "名義（カナ）がありません")]
    public void What_a_bank_cannot_take_is_named(string bank, string branch, string number, string payee, string problem) =>
        Assert.Contains(Account(bank, branch, "1", number, payee).Problems, p => p.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData(2026, 12, 30, true)]
    [InlineData(2026, 12, 31, false)]
    [InlineData(2027, 1, 4, true)]
    [InlineData(2026, 11, 23, false)]
    [InlineData(2026, 11, 21, false)]
    public void Banks_keep_other_days_than_offices(int year, int month, int day, bool open) => Assert.Equal(open, Core.Kernel.OfficeDays.IsBankDay(new(year, month, day)));

    [Fact]
    public void A_list_cannot_make_a_spreadsheet_calculate() => Assert.Equal("'=1+1", Csv.Cell("=1+1"));

    private static PayoutAccount Account(string bank, string branch, string kind, string number, string payee) => new(bank, "見本銀行", branch, "本店", kind, number, payee);

    private static string Blanks(int count) => new(' ', count);

    // An encoder that is not ours.
    private static byte[] ShiftJis(string text) => CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text);
}
