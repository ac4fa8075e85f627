using ElectronicApplication.Core.Procedures;

namespace ElectronicApplication.Core.Tests.Submissions;

public sealed class SearchTests
{
    [Theory]
    [InlineData("ジュウミンヒョウ")]
    [InlineData("ｼﾞｭｳﾐﾝﾋｮｳ")]
    [InlineData("じゅうみんひょう")]
    [InlineData("シ\u3099ュウミンヒョウ")]
    public void Kana_of_every_width_and_kind_find_the_same(string typed) => Assert.Equal("じゅうみんひょう", SearchText.Fold(typed));

    [Theory]
    [InlineData("ＤＸ推進プラン", "dx推進ぷらん")]
    [InlineData("ﾊﾟｽﾎﾟｰﾄ", "ぱすぽーと")]
    [InlineData("ヴァイオリン", "ゔぁいおりん")]
    [InlineData("A　B", "a b")]
    public void Letters_are_folded_for_searching(string typed, string folded) => Assert.Equal(folded, SearchText.Fold(typed));
}
