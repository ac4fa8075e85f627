namespace ElectronicApplication.Feel.Syntax;

/// <summary>Errors of spelling, in the words that a person at the designer reads.</summary>
internal static class FeelErrors
{
    public static FeelSyntaxException Empty() => New(default, "empty",
        "式が空です。", "The expression is empty.",
        "条件や計算の式を書いてください。例: copies > 0", "Write a condition or a calculation, for example: copies > 0");

    public static FeelSyntaxException TextTooLong(int length) => New(new FeelSpan(FeelLimits.TextLength, length - FeelLimits.TextLength), "too-long",
        $"式が長すぎます（{length}文字）。", $"The expression is too long ({length} characters).",
        $"{FeelLimits.TextLength}文字以内にするか、計算項目に分けてください。", $"Keep it within {FeelLimits.TextLength} characters, or split it over calculated fields.");

    public static FeelSyntaxException TooDeep(FeelSpan span) => New(span, "too-deep",
        "式の入れ子が深すぎます。", "The expression is nested too deeply.",
        $"{FeelLimits.Depth}段以内になるように、計算項目に分けてください。", $"Split it over calculated fields so that it stays within {FeelLimits.Depth} levels.");

    public static FeelSyntaxException Unclosed(FeelSpan span, string open, string close) => New(span, "unclosed",
        $"「{open}」が閉じられていません。", $"{open} is not closed.",
        $"終わりに「{close}」を書いてください。", $"Write {close} at its end.");

    public static FeelSyntaxException UnexpectedCharacter(FeelSpan span, string character)
    {
        var half = character.Length == 1 && character[0] is > '\uFF00' and < '\uFF5F' ? ((char)(character[0] - 0xFEE0)).ToString() : null;
        return half is null
            ? New(span, "unexpected-character",
                $"「{character}」は式の中で使えません。", $"'{character}' cannot be used in an expression.",
                "文字列なら \" \" で囲み、そうでなければ消してください。", "Put it in double quotes if it is text; otherwise remove it.")
            : New(span, "full-width",
                $"「{character}」が全角で書かれています。", $"'{character}' is a full-width sign.",
                $"半角の「{half}」に直してください。", $"Write the half-width '{half}'.");
    }

    public static FeelSyntaxException UnexpectedToken(FeelToken token) => token.Kind == FeelTokenKind.End
        ? New(token.Span, "incomplete",
            "式が途中で終わっています。", "The expression stops in the middle.",
            "続きを書いてください。", "Write the rest of it.")
        : New(token.Span, "unexpected",
            $"「{Shown(token)}」はここに書けません。", $"'{Shown(token)}' cannot stand here.",
            "前後に and・or や演算子、カンマが抜けていないか確かめてください。", "Check whether and, or, an operator or a comma is missing around it.");

    public static FeelSyntaxException Expected(FeelToken token, string expected) => New(token.Span, "expected",
        token.Kind == FeelTokenKind.End ? $"「{expected}」がないまま式が終わっています。" : $"「{Shown(token)}」の前に「{expected}」がありません。",
        token.Kind == FeelTokenKind.End ? $"The expression ends without '{expected}'." : $"'{expected}' is missing before '{Shown(token)}'.",
        $"「{expected}」を書き足してください。", $"Add '{expected}'.");

    public static FeelSyntaxException NameExpected(FeelToken token) => New(token.Span, "name-expected",
        "ここには名前が必要です。", "A name is needed here.",
        "項目や変数の名前を書いてください。", "Write the name of a field or a variable.");

    public static FeelSyntaxException NumberTooLarge(FeelSpan span) => New(span, "number-too-large",
        "数値が大きすぎます。", "The number is too large.",
        "28桁以内の数値にしてください。", "Use a number of at most 28 digits.");

    public static FeelSyntaxException MixedArguments(FeelSpan span, string function) => New(span, "mixed-arguments",
        $"{function} の引数に、名前の付いたものと付いていないものが混ざっています。", $"Named and unnamed arguments of {function} are mixed.",
        "すべてに名前を付けるか、すべて外してください。", "Name all of them or none.");

    private static string Shown(FeelToken token) => token.Kind is FeelTokenKind.String or FeelTokenKind.At ? FeelQuote.Text(token.Text) : token.Text;

    private static FeelSyntaxException New(FeelSpan span, string code, string causeJa, string causeEn, string remedyJa, string remedyEn) =>
        new(new FeelError(span, code, new FeelMessage(causeJa, causeEn), new FeelMessage(remedyJa, remedyEn)));
}
