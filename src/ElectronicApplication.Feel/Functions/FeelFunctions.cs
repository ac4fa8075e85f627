using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Functions;

/// <summary>Looks up built-in functions; their table stands in the other part.</summary>
internal static partial class FeelFunctions
{
    private static readonly Dictionary<string, FeelFunction> ByName = new(StringComparer.Ordinal);

    public static readonly FeelNames Names = new(null);

    public static IEnumerable<string> All => ByName.Keys;

    public static FeelFunction? Find(string name) => ByName.GetValueOrDefault(name);

    private static void One(string name, FeelType result, FeelUnary body, params string[] signatures) => Add(name, _ => result, body, signatures);

    private static void Two(string name, FeelType result, FeelBinary body, params string[] signatures) => Add(name, _ => result, body, signatures);

    private static void Many(string name, FeelType result, FeelMany body, params string[] signatures) => Add(name, _ => result, body, signatures);

    private static void Add(string name, Func<FeelType[], FeelType> result, Delegate body, params string[] signatures) =>
        ByName.Add(Names.Add(name), new FeelFunction(name, Array.ConvertAll(signatures, Signature), result, body));

    /// <summary>
    /// Reads parameters such as <c>string string, start position number, length? number</c>: name, then type.
    /// A question mark lets the parameter be left out; dots behind the last one let it be repeated.
    /// </summary>
    private static FeelSignature Signature(string text)
    {
        var isVariadic = text.EndsWith("...", StringComparison.Ordinal);
        var parameters = new List<FeelParameter>();
        var required = 0;
        foreach (var part in text.TrimEnd('.').Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var type = part.LastIndexOf(' ');
            var name = part[..type];
            if (!name.EndsWith('?'))
                required++;
            parameters.Add(new FeelParameter(name.TrimEnd('?'), TypeOf(part[(type + 1)..])));
        }
        return new FeelSignature(parameters, required, isVariadic);
    }

    private static FeelType TypeOf(string name) => name switch
    {
        "number" => FeelType.Number,
        "string" => FeelType.String,
        "boolean" => FeelType.Boolean,
        "date" => FeelType.DateTime,
        "list" => AnyList,
        "numbers" => FeelType.List(FeelType.Number),
        "strings" => FeelType.List(FeelType.String),
        "days" => FeelType.DaysDuration,
        "any" => FeelType.Any,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static FeelType Inner(FeelType type) => type is FeelListType list ? list.Element : type;

    private static FeelType Joined(FeelType[] types) => types.Select(Inner).Aggregate(FeelType.Null, FeelType.Join);

    private static FeelType ListOfFirst(FeelType[] types) => types.Length == 0 ? AnyList : FeelType.List(Inner(types[0]));

    private static FeelType ListOfAll(FeelType[] types) => types.Length == 0 ? AnyList : FeelType.List(Joined(types));
}
