using System.Globalization;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Mapping.Conversions;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>The functions that formulas of a mapping have besides those of FEEL. Like those, they give null for what they cannot use; the form language does not have them.</summary>
internal static class MappingFunctions
{
    private const int MaxWidth = 1_000;

    /// <summary>For whoever types a formula.</summary>
    public static readonly IReadOnlyList<(string Name, string Signature, string Ja)> Offered =
    [
        ("half width", "half width(text)", "英数字・記号・カナを半角にする"), ("full width", "full width(text)", "英数字・記号・カナを全角にする"),
        ("katakana", "katakana(text)", "ひらがなをカタカナにする"), ("hiragana", "hiragana(text)", "カタカナをひらがなにする"),
        ("era date", "era date(date, format)", "日付を和暦などで書く"), ("number format", "number format(number, format)", "数を書式どおりに書く"),
        ("pad left", "pad left(text, width, with)", "左を埋めて幅をそろえる"), ("pad right", "pad right(text, width, with)", "右を埋めて幅をそろえる"),
        ("address part", "address part(address, part)", "住所を町名・丁目・番地・号・建物に分ける"), ("code", "code(table, value)", "コード表で送り先のコードにする"),
    ];

    public static void Declare(FeelScope scope, CodeTables codes)
    {
        Text("half width", WidthText.Half);
        Text("full width", WidthText.Full);
        Text("katakana", KanaText.ToKatakana);
        Text("hiragana", KanaText.ToHiragana);
        Offer("era date", [("date", FeelType.Any), ("format", FeelType.String)], arguments =>
            Day(arguments[0]) is { } day && arguments[1].AsString is { } format ? DateText.Format(day, format) : null);
        Offer("number format", [("number", FeelType.Number), ("format", FeelType.String)], arguments =>
            arguments[0].TryNumber(out var number) && arguments[1].AsString is { } format ? NumberText.Format(number, format) : null);
        Offer("pad left", [("text", FeelType.Any), ("width", FeelType.Number), ("with", FeelType.String)], arguments => Padded(arguments, left: true));
        Offer("pad right", [("text", FeelType.Any), ("width", FeelType.Number), ("with", FeelType.String)], arguments => Padded(arguments, left: false));
        Offer("address part", [("address", FeelType.String), ("part", FeelType.String)], arguments =>
            arguments[0].AsString is { } address && arguments[1].AsString is { } part ? AddressParts.Of(address, part) : null);
        Offer("code", [("table", FeelType.String), ("value", FeelType.Any)], arguments =>
            Word(arguments[1]) is { } value && arguments[0].AsString is { } table ? codes.Code(table, value) : null);

        void Text(string name, Func<string, string> convert) => Offer(name, [("text", FeelType.String)], arguments => arguments[0].AsString is { } text ? convert(text) : null);

        void Offer(string name, (string Name, FeelType Type)[] parameters, Func<FeelValue[], string?> body) => scope.DeclareFunction(name,
            new FeelFunctionValue([.. parameters.Select(parameter => new FeelParameter(parameter.Name, parameter.Type))], FeelType.String, (_, arguments) => FeelValue.Of(body(arguments))));
    }

    private static DateOnly? Day(FeelValue value) => value.TryDate(out var date) ? date : DateText.Read(value.AsString ?? value.AsDateTime?.ToString() ?? "");

    /// <summary>A value as a code table or a padded column has it: numbers without needless digits, true and false.</summary>
    private static string? Word(FeelValue value) => value.Kind switch
    {
        FeelKind.String => value.AsString,
        FeelKind.Number => value.TryNumber(out var number) ? number.ToString("0.############################", CultureInfo.InvariantCulture) : null,
        FeelKind.Boolean or FeelKind.Date => FeelJson.ToNode(value)?.ToString(),
        _ => null,
    };

    private static string? Padded(FeelValue[] arguments, bool left)
    {
        if (Word(arguments[0]) is not { } text || !arguments[1].TryNumber(out var width) || width is < 0 or > MaxWidth || arguments[2].AsString is not { Length: 1 } with)
            return null;
        return left ? text.PadLeft((int)width, with[0]) : text.PadRight((int)width, with[0]);
    }
}
