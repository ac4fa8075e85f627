using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Functions;

/// <summary>The table of built-in functions (DMN 1.5, 10.3.4).</summary>
internal static class FeelFunctions
{
    private static readonly FeelType AnyList = FeelType.List(FeelType.Any);
    private static readonly Dictionary<string, FeelFunction> ByName = new(StringComparer.Ordinal);

    public static readonly FeelNames Names = new(null);

    static FeelFunctions()
    {
        var (number, text, boolean, date, any) = (FeelType.Number, FeelType.String, FeelType.Boolean, FeelType.Date, FeelType.Any);

        One("not", boolean, ("negand", boolean), LogicFunctions.Not);
        One("is defined", boolean, ("value", any), LogicFunctions.IsDefined);
        Variadic("all", _ => boolean, ("list", AnyList), LogicFunctions.All);
        Variadic("any", _ => boolean, ("list", AnyList), LogicFunctions.Any);

        One("abs", number, ("n", number), NumberFunctions.Abs);
        Many("floor", number, 1, [("n", number), ("scale", number)], NumberFunctions.Floor);
        Many("ceiling", number, 1, [("n", number), ("scale", number)], NumberFunctions.Ceiling);
        Two("decimal", number, ("n", number), ("scale", number), NumberFunctions.Decimal);
        Two("round half up", number, ("n", number), ("scale", number), NumberFunctions.RoundHalfUp);
        Two("modulo", number, ("dividend", number), ("divisor", number), NumberFunctions.Modulo);
        Many("number", number, 1, [("from", text), ("grouping separator", text), ("decimal separator", text)], NumberFunctions.Parse);

        One("string", text, ("from", any), StringFunctions.From);
        One("string length", number, ("string", text), StringFunctions.Length);
        Many("substring", text, 2, [("string", text), ("start position", number), ("length", number)], StringFunctions.Substring);
        One("upper case", text, ("string", text), StringFunctions.UpperCase);
        One("lower case", text, ("string", text), StringFunctions.LowerCase);
        Two("contains", boolean, ("string", text), ("match", text), StringFunctions.Contains);
        Two("starts with", boolean, ("string", text), ("match", text), StringFunctions.StartsWith);
        Two("ends with", boolean, ("string", text), ("match", text), StringFunctions.EndsWith);
        Two("substring before", text, ("string", text), ("match", text), StringFunctions.Before);
        Two("substring after", text, ("string", text), ("match", text), StringFunctions.After);
        Many("matches", boolean, 2, [("input", text), ("pattern", text), ("flags", text)], StringFunctions.Matches);
        Many("string join", text, 1, [("list", FeelType.List(text)), ("delimiter", text)], StringFunctions.Join);

        One("count", number, ("list", AnyList), ListFunctions.Count);
        Variadic("sum", _ => number, ("list", FeelType.List(number)), ListFunctions.Sum);
        Variadic("mean", _ => number, ("list", FeelType.List(number)), ListFunctions.Mean);
        Variadic("min", Element, ("list", AnyList), ListFunctions.Min);
        Variadic("max", Element, ("list", AnyList), ListFunctions.Max);
        Two("list contains", boolean, ("list", AnyList), ("element", any), ListFunctions.Contains);
        Two("index of", FeelType.List(number), ("list", AnyList), ("match", any), ListFunctions.IndexOf);
        Variadic("append", types => FeelType.List(types.Skip(1).Aggregate(Inner(types[0]), FeelType.Join)), ("list", AnyList), ListFunctions.Append, any);
        Variadic("concatenate", types => FeelType.List(types.Select(Inner).Aggregate(FeelType.Join)), ("list", AnyList), ListFunctions.Concatenate, AnyList);
        Add(new FeelFunction("distinct values", [new("list", AnyList)], 1, false, types => FeelType.List(Inner(types[0])), (FeelUnary)ListFunctions.Distinct));
        Add(new FeelFunction("reverse", [new("list", AnyList)], 1, false, types => FeelType.List(Inner(types[0])), (FeelUnary)ListFunctions.Reverse));

        Many("date", date, 1, [("from", any), ("month", number), ("day", number)], DateFunctions.Date);
    }

    public static IEnumerable<string> All => ByName.Keys;

    public static FeelFunction? Find(string name) => ByName.GetValueOrDefault(name);

    private static void One(string name, FeelType result, (string, FeelType) parameter, FeelUnary body) =>
        Add(new FeelFunction(name, [Parameter(parameter)], 1, false, _ => result, body));

    private static void Two(string name, FeelType result, (string, FeelType) first, (string, FeelType) second, FeelBinary body) =>
        Add(new FeelFunction(name, [Parameter(first), Parameter(second)], 2, false, _ => result, body));

    private static void Many(string name, FeelType result, int required, (string, FeelType)[] parameters, FeelMany body) =>
        Add(new FeelFunction(name, [.. parameters.Select(Parameter)], required, false, _ => result, body));

    private static void Variadic(string name, Func<FeelType[], FeelType> result, (string, FeelType) parameter, FeelMany body, FeelType? rest = null) =>
        Add(new FeelFunction(name, rest is null ? [Parameter(parameter)] : [Parameter(parameter), new("item", rest)], 1, true, result, body));

    private static void Add(FeelFunction function) => ByName.Add(Names.Add(function.Name), function);

    private static FeelParameter Parameter((string Name, FeelType Type) parameter) => new(parameter.Name, parameter.Type);

    private static FeelType Inner(FeelType type) => type is FeelListType list ? list.Element : type;

    private static FeelType Element(FeelType[] types) => types.Select(Inner).Aggregate(FeelType.Join);
}
