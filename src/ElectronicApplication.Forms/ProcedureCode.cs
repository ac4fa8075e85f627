namespace ElectronicApplication.Forms;

/// <summary>手続コード: the name of a procedure in addresses, files and messages: 1 to 64 lower-case ASCII letters, digits and hyphens, with no hyphen at either end.</summary>
public static class ProcedureCode
{
    /// <summary>The rule, for whoever typed something else.</summary>
    public const string RuleJa = "手続コードは、半角の英小文字・数字・ハイフンで 64 文字以内にしてください（例: public-comment）。ハイフンで始めたり終えたりすることと、new と change は使えません。";

    public const string RuleEn = "A procedure code consists of at most 64 lower-case letters, digits and hyphens, with no hyphen at either end, as in public-comment; not \"new\" or \"change\".";

    private const int MaxLength = 64;

    /// <summary>Where the designer begins a procedure and the next version of one: a procedure of this name could not be reached there.</summary>
    private static readonly string[] Reserved = ["new", "change"];

    public static bool IsValid(string? code) =>
        code is { Length: > 0 and <= MaxLength } && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && !code.StartsWith('-') && !code.EndsWith('-') && !Reserved.Contains(code);
}
