using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ElectronicApplication.Sandbox.Pages;

/// <summary>Finished markup. It is made from an interpolated string in which every text value is encoded, so that no page can forget it.</summary>
internal readonly record struct Html(string Markup)
{
    public static readonly Html Nothing = new("");

    public static Html Of(HtmlWriter writer) => new(writer.ToString());

    public static Html When(bool condition, Html html) => condition ? html : Nothing;
}

[InterpolatedStringHandler]
internal readonly struct HtmlWriter(int literalLength, int formattedCount)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder page = new(literalLength + (formattedCount * 32));

    public void AppendLiteral(string markup) => page.Append(markup);

    public void AppendFormatted(string? text) => page.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(long number) => page.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Html html) => page.Append(html.Markup);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
        {
            page.Append(part.Markup);
        }
    }

    public override string ToString() => page.ToString();
}
