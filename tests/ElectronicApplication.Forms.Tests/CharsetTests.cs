using System.Text;
using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Forms.Tests;

/// <summary>What leaves for a core system is in its character set, and says what it lost on the way.</summary>
public sealed class CharsetTests
{
    public static TheoryData<string> Names => [.. TargetCharset.All.Select(charset => charset.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_character_of_a_set_survives_the_way_there_and_back(string name)
    {
        var charset = TargetCharset.Find(name)!;
        var all = charset.Characters.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => ((char)c).ToString())).Append("\t").Append("\r\n").ToList();
        if (name != "iso-2022-jp")
            all.AddRange(Enumerable.Range('\uFF61', 63).Select(c => ((char)c).ToString()));
        foreach (var character in all)
        {
            Assert.True(charset.Can(character), character);
            Assert.Equal(character, charset.Decode(charset.Encode(character)));
        }
        // Separated, for か and ゜ side by side are another character than both.
        var text = string.Join(' ', all);
        Assert.Equal(text, charset.Decode(charset.Encode(text)));
    }

    [Theory]
    [InlineData("shift_jis", 6_879)]
    [InlineData("euc-jp", 6_879)]
    [InlineData("iso-2022-jp", 6_879)]
    [InlineData("shift_jis-2004", 11_233)]
    [InlineData("euc-jis-2004", 11_233)]
    [InlineData("windows-31j", 7_326)]
    public void A_set_has_as_many_characters_as_its_standard_says(string name, int count) => Assert.Equal(count, TargetCharset.Find(name)!.Characters.Distinct().Count());

    [Fact]
    public void Windows_31J_is_what_Windows_writes()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        var charset = TargetCharset.Find("windows-31j")!;
        foreach (var character in charset.Characters.Distinct())
            Assert.Equal(Convert.ToHexString(windows.GetBytes(character)), Convert.ToHexString(charset.Encode(character)));
    }

    [Theory]
    [InlineData("shift_jis", "漢字ｶﾅA", "8ABF8E9AB6C541")]
    [InlineData("shift_jis", "～−‖", "8160817C8161")]
    [InlineData("shift_jis", "〜－∥", "8160817C8161")]
    [InlineData("shift_jis", "¥", "5C")]
    [InlineData("windows-31j", "〜髙①", "8160FBFC8740")]
    [InlineData("euc-jp", "漢字ｶ", "B4C1BBFA8EB6")]
    [InlineData("iso-2022-jp", "A漢字B", "411B244234413B7A1B284242")]
    [InlineData("shift_jis-2004", "﨑𣘺か゚", "9892F46282F5")]
    [InlineData("shift_jis-2004", "～〜", "81B08160")]
    [InlineData("euc-jis-2004", "𣘺か゚か", "8FAFC3A4F7A4AB")]
    [InlineData("utf-8", "葛󠄀", "E8919BF3A08480")]
    public void A_text_has_the_bytes_of_the_standard(string name, string text, string bytes) =>
        Assert.Equal(bytes.Replace(" ", ""), Convert.ToHexString(TargetCharset.Find(name)!.Encode(text)).Replace(" ", ""));

    [Theory]
    [InlineData("shift_jis", "髙")]
    [InlineData("windows-31j", "𠮷")]
    [InlineData("windows-31j", "\uE000")]
    [InlineData("iso-2022-jp", "ｶ")]
    [InlineData("utf-8", "\u0001")]
    public void What_is_not_in_a_set_is_not_written(string name, string text)
    {
        var charset = TargetCharset.Find(name)!;
        Assert.False(charset.Can(text));
        Assert.DoesNotContain(text, Assert.Throws<ArgumentException>(() => charset.Encode(text)).Message);
        Assert.False(charset.Can("\uD842"));
    }

    [Theory]
    [InlineData("utf-8", "髙﨑𠮷葛󠄀", "髙﨑𠮷葛󠄀", "")]
    [InlineData("windows-31j", "髙﨑𠮷葛󠄀", "髙﨑吉葛", "𠮷>吉 Degraded|葛󠄀>葛 SelectorDropped")]
    [InlineData("shift_jis", "髙﨑𠮷葛󠄀", "高崎吉葛", "髙>高 Degraded|﨑>崎 Degraded|𠮷>吉 Degraded|葛󠄀>葛 SelectorDropped")]
    [InlineData("euc-jp", "髙﨑𠮷葛󠄀", "高崎吉葛", "髙>高 Degraded|﨑>崎 Degraded|𠮷>吉 Degraded|葛󠄀>葛 SelectorDropped")]
    [InlineData("iso-2022-jp", "髙﨑ｶﾞ", "高崎ガ", "髙>高 Degraded|﨑>崎 Degraded|ｶﾞ>ガ Degraded")]
    [InlineData("shift_jis-2004", "髙﨑𠮷葛󠄀", "高﨑吉葛", "髙>高 Degraded|𠮷>吉 Degraded|葛󠄀>葛 SelectorDropped")]
    [InlineData("euc-jis-2004", "𣘺濵德", "𣘺濵德", "")]
    [InlineData("shift_jis", "𣘺󠄀濵", "橋濱", "𣘺󠄀>𣘺 SelectorDropped|𣘺>橋 Degraded|濵>濱 Degraded")]
    [InlineData("shift_jis", "か\u3099ゔ", "がヴ", "ゔ>ヴ Degraded")]
    [InlineData("shift_jis", "é①㈱⻑", "e(1)(株)長", "é>e Degraded|①>(1) Degraded|㈱>(株) Degraded|⻑>長 Degraded")]
    [InlineData("windows-31j", "e\u0301\u00A0x", "e x", "é>e Degraded|\u00A0>  Degraded")]
    public void A_name_goes_through_a_set_and_every_loss_is_told(string name, string typed, string sent, string losses)
    {
        var fitted = CharacterFit.Of(typed, TargetCharset.Find(name)!, CharacterPolicy.Degrade);
        Assert.Null(fitted.Unknown);
        Assert.Equal(sent, fitted.Text);
        Assert.Equal(losses, string.Join('|', fitted.Losses.Select(loss => $"{loss.From}>{loss.To} {loss.Kind}")));
    }

    [Fact]
    public void What_nothing_is_known_of_stops_or_is_marked_as_the_target_says()
    {
        var charset = TargetCharset.Find("shift_jis")!;
        Assert.Equal("👨‍👩‍👧", CharacterFit.Of("吉👨‍👩‍👧", charset, CharacterPolicy.Degrade).Unknown);
        var marked = CharacterFit.Of("吉👨‍👩‍👧髙", charset, CharacterPolicy.Mark);
        Assert.Equal("吉〓高", marked.Text);
        Assert.Equal([CharacterLossKind.Marked, CharacterLossKind.Degraded], marked.Losses.Select(loss => loss.Kind));
        Assert.Equal("髙", CharacterFit.Of("髙", charset, CharacterPolicy.Stop).Unknown);
        Assert.Null(CharacterFit.Of("高～", charset, CharacterPolicy.Stop).Unknown);
    }

    [Fact]
    public void What_is_written_instead_is_in_every_set_and_is_another_character()
    {
        Assert.All(Degradation.All, known =>
        {
            Assert.NotEmpty(known.Source);
            Assert.All(known.Instead, instead => Assert.NotEqual(known.Character, instead));
            foreach (var charset in TargetCharset.All)
                Assert.True(known.Instead.Any(instead => charset.Can(instead)), $"{known.Character} in {charset}");
        });
        Assert.True(Degradation.All.Count() > 3_000);
    }
}
