namespace ElectronicApplication.Feel.Tests;

/// <summary>Random expressions that use every form of the language and every function, and random damage to them.</summary>
internal sealed class Grammar(Random random)
{
    private static readonly string[] Atoms =
    [
        "1", "2.5", "-3", "0", "1e9", "79228162514264337593543950335", "\"a\"", "\"あ\\n\\\"\"", "\"\"", "true", "false", "null", "x", "y", "f n", "rows", "[]", "{}", "[1, 2, 3]",
        "[1..5]", "(2..7)", "(> 3)", "@\"2026-04-01\"", "@\"10:30:00+09:00\"", "@\"2026-04-01T10:30:00@Asia/Tokyo\"", "@\"P1Y2M\"", "@\"-P1DT2H\"", "{a: 1, b: [2]}", "rows.n", "partial", "item", "?",
    ];

    private static readonly string[] Functions =
    [
        "date", "time", "date and time", "duration", "years and months duration", "number", "string", "range", "not", "all", "any", "is", "substring", "string length", "upper case",
        "substring before", "contains", "matches", "replace", "split", "string join", "list contains", "count", "min", "max", "sum", "mean", "product", "median", "stddev", "mode", "sublist",
        "append", "concatenate", "union", "insert before", "remove", "list replace", "reverse", "index of", "distinct values", "flatten", "sort", "decimal", "floor", "round up", "round half down",
        "abs", "modulo", "sqrt", "log", "exp", "odd", "day of week", "week of year", "before", "overlaps", "includes", "finishes", "coincides", "get value", "get entries", "context",
        "context put", "context merge", "no such",
    ];

    private static readonly string[] Operators = ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"];

    private static readonly string[] Types =
        ["number", "string", "Any", "date and time", "list<number>", "context<a: number, b: list<Any>>", "range<date>", "function<number, string>->boolean", "no such"];

    private static readonly string[] Scraps =
    [
        "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "+", "-", "**", "=", "<", "\"", "@", "\\", "//", "/*", "in", "if", "then", "else", "for", "some", "return", "satisfies", "between",
        "and", "not", "function", "instance of", "external", "list<", ">", "->", "?", "年", "\U00020BB7", "\uD800", "＞", "1e999", "\u0000",
    ];

    public string Expression(int depth)
    {
        if (depth <= 0 || random.Next(6) == 0)
            return One(Atoms);
        string Inner() => Expression(depth - 1);
        return random.Next(16) switch
        {
            0 or 1 => $"({Inner()}) {One(Operators)} {Inner()}",
            2 => $"{Inner()} {One(Operators)} {Inner()}",
            3 => $"(if {Inner()} then {Inner()} else {Inner()})",
            4 => $"(for v in {Inner()}, w in {Inner()} return {Inner()})",
            5 => $"(for v in {Inner()}..{Inner()} return [v, partial])",
            6 => $"({One(["some", "every"])} v in {Inner()} satisfies {Inner()})",
            7 => $"({Inner()})[{Inner()}]",
            8 => $"({Inner()}).{One(["a", "n", "year", "start included", "time offset"])}",
            9 => $"{{a: {Inner()}, \"long name\": {Inner()}}}",
            10 => $"({Inner()}) in ({Inner()}, < {Inner()}, {Inner()})",
            11 => $"({Inner()}) instance of {One(Types)}",
            12 => $"(function(p: {One(Types)}, q) {Inner()})({Inner()}, {Inner()})",
            13 => $"[{Inner()}, {Inner()}]",
            14 => $"({Inner()}) between {Inner()} and 3",
            _ => $"{One(Functions)}({string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Inner()))})",
        };
    }

    /// <summary>A few characters taken out, doubled, exchanged, or put in from what the language is made of.</summary>
    public string Damaged(string text)
    {
        for (var times = random.Next(1, 4); times > 0 && text.Length > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 6), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text.Remove(at, length).Insert(at, One(Scraps)),
                _ => text.Insert(at, One(Scraps)),
            };
        }
        return text;
    }

    private string One(string[] choices) => choices[random.Next(choices.Length)];
}
