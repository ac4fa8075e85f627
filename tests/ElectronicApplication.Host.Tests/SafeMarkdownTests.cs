using AngleSharp.Html.Parser;
using ElectronicApplication.Web.Fields;

namespace ElectronicApplication.Host.Tests;

/// <summary>The little Markdown of guidance: what it makes, and what nobody can make of it.</summary>
public sealed class SafeMarkdownTests
{
    [Theory]
    [InlineData("ふつうの文です。", "ふつうの文です。")]
    [InlineData("一行目\n二行目", "一行目<br>二行目")]
    [InlineData("**大切**なこと", "<strong>大切</strong>なこと")]
    [InlineData("[市の頁](https://www.city.example.jp/a?b=1)を見る", "<a href=\"https://www.city.example.jp/a?b=1\" rel=\"noopener noreferrer\">市の頁</a>を見る")]
    [InlineData("**[太い](https://a.example/)**", "<strong><a href=\"https://a.example/\" rel=\"noopener noreferrer\">太い</a></strong>")]
    [InlineData("- 一つ\n- 二つ", "<ul><li>一つ</li><li>二つ</li></ul>")]
    [InlineData("1. 先に\n2. 後で\n\n終わり", "<ol><li>先に</li><li>後で</li></ol><p>終わり</p>")]
    [InlineData("2 ** 3 は 8", "2 ** 3 は 8")]
    [InlineData("", "")]
    public void Bold_lists_and_links_become_marks(string text, string html) => Assert.Equal(html, SafeMarkdown.Render(text).Html);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html,<script>)")]
    [InlineData("[x](http://a.example/)")]
    [InlineData("[x](//a.example/)")]
    [InlineData("[x](https://city.example.jp@evil.example/)")]
    [InlineData("[x](https://a.example/\" onclick=\"alert(1))")]
    [InlineData("[x](https://a.example/'onmouseover='alert(1))")]
    [InlineData("[x](https:\\\\evil.example)")]
    [InlineData("[**x](https://a.example/)**")]
    [InlineData("[[x](https://a.example/)](https://b.example/)")]
    [InlineData("**[x**](https://a.example/)")]
    [InlineData("- <b>\n- [x](https://a.example/<script>)\n1. ** **")]
    [InlineData("&lt;script&gt; &#60;script&#62;")]
    public void Nothing_else_gets_through(string text)
    {
        var document = new HtmlParser().ParseDocument($"<div id=\"here\">{SafeMarkdown.Render(text).Html}</div>");
        var here = document.GetElementById("here")!;
        Assert.All(here.QuerySelectorAll("*"), element => Assert.Contains(element.LocalName, (string[])["p", "br", "strong", "a", "ul", "ol", "li"]));
        Assert.All(here.QuerySelectorAll("*"), element => Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, (string[])["href", "rel"])));
        Assert.All(here.QuerySelectorAll("a"), link => Assert.Matches("^https://[ab]\\.example/", link.GetAttribute("href")!));
        Assert.Single(document.Body!.Children);
    }

    [Fact]
    public void Long_and_nasty_texts_take_no_time()
    {
        foreach (var text in new[] { new string('*', 19_000), string.Concat(Enumerable.Repeat("[x](https://", 1_500)), string.Concat(Enumerable.Repeat("[", 19_000)), new string('-', 40_000), string.Concat(Enumerable.Repeat("1. ", 6_000)) })
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            SafeMarkdown.Render(text);
            Assert.True(watch.ElapsedMilliseconds < 500, $"{text[..5]}: {watch.ElapsedMilliseconds} ms");
        }
    }
}
