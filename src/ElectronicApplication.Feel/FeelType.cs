namespace ElectronicApplication.Feel;

/// <summary>What is known about a value before it exists. <see cref="Any"/> means: nothing, it shows when it runs.</summary>
public abstract partial record FeelType
{
    public static readonly FeelType Any = new FeelSimpleType("Any", "何でも");
    public static readonly FeelType Null = new FeelSimpleType("Null", "空 (null)");
    public static readonly FeelType Number = new FeelSimpleType("number", "数値");
    public static readonly FeelType String = new FeelSimpleType("string", "文字列");
    public static readonly FeelType Boolean = new FeelSimpleType("boolean", "真偽値 (はい・いいえ)");
    public static readonly FeelType Date = new FeelSimpleType("date", "日付");
    public static readonly FeelType Time = new FeelSimpleType("time", "時刻");
    public static readonly FeelType DateTime = new FeelSimpleType("date and time", "日時");
    public static readonly FeelType DaysDuration = new FeelSimpleType("days and time duration", "期間 (日・時間)");
    public static readonly FeelType MonthsDuration = new FeelSimpleType("years and months duration", "期間 (年・月)");

    private static readonly FeelType[] Simple = [Any, Null, Number, String, Boolean, Date, Time, DateTime, DaysDuration, MonthsDuration];

    internal static FeelType? BuiltIn(string name) => Array.Find(Simple, type => type.NameEn == name);

    /// <summary>Stands for a type that nobody has declared: no value is an instance of it.</summary>
    internal static readonly FeelType Unknown = new FeelSimpleType("unknown", "不明");

    public abstract string NameJa { get; }

    public abstract string NameEn { get; }

    public bool IsOrdered => this is FeelSimpleType
        && !ReferenceEquals(this, Any) && !ReferenceEquals(this, Null) && !ReferenceEquals(this, Boolean);

    internal bool IsUnknown => ReferenceEquals(this, Any) || ReferenceEquals(this, Null);

    internal bool IsDuration => ReferenceEquals(this, DaysDuration) || ReferenceEquals(this, MonthsDuration);

    internal bool IsDated => ReferenceEquals(this, Date) || ReferenceEquals(this, DateTime);

    public static FeelType List(FeelType element) => new FeelListType(element);

    public static FeelType Range(FeelType element) => new FeelRangeType(element);

    public static FeelType Function(IReadOnlyList<FeelType> parameters, FeelType result) => new FeelFunctionType(parameters, result);

    public static FeelType Context(params (string Name, FeelType Type)[] members) => new FeelContextType(members);

    /// <summary>Whether a value of one type can turn out to be a value of the other. Null fits everywhere.</summary>
    public static bool CanMeet(FeelType a, FeelType b) =>
        ReferenceEquals(a, Any) || ReferenceEquals(b, Any) || ReferenceEquals(a, Null) || ReferenceEquals(b, Null) || (a, b) switch
        {
            (FeelListType x, FeelListType y) => CanMeet(x.Element, y.Element),
            (FeelContextType, FeelContextType) or (FeelFunctionType, FeelFunctionType) => true,
            (FeelRangeType x, FeelRangeType y) => CanMeet(x.Element, y.Element),
            // A date stands for its midnight where a date and time is meant.
            _ => a.Equals(b) || (a.IsDated && b.IsDated),
        };

    /// <summary>The narrowest type that holds both.</summary>
    public static FeelType Join(FeelType a, FeelType b) => Join(a, b, 0);

    internal static FeelType Join(FeelType a, FeelType b, int depth)
    {
        if (ReferenceEquals(a, b) || ReferenceEquals(b, Null))
            return a;
        if (ReferenceEquals(a, Null))
            return b;
        return (a, b) switch
        {
            (FeelListType x, FeelListType y) => List(Join(x.Element, y.Element, depth)),
            (FeelContextType x, FeelContextType y) when !ReferenceEquals(x, y) => FeelContextType.Join(x, y, depth + 1),
            _ => a.Equals(b) ? a : Any,
        };
    }

    public sealed override string ToString() => NameEn;
}

internal sealed record FeelSimpleType(string En, string Ja) : FeelType
{
    public override string NameJa => Ja;

    public override string NameEn => En;
}

public sealed record FeelListType(FeelType Element) : FeelType
{
    public override string NameJa => $"リスト<{Element.NameJa}>";

    public override string NameEn => $"list<{Element.NameEn}>";
}

public sealed record FeelRangeType(FeelType Element) : FeelType
{
    public override string NameJa => $"範囲<{Element.NameJa}>";

    public override string NameEn => $"range<{Element.NameEn}>";
}

/// <summary>A function by the types of its parameters and its result.</summary>
public sealed record FeelFunctionType(IReadOnlyList<FeelType> Parameters, FeelType Result) : FeelType
{
    public override string NameJa => $"関数({string.Join(", ", Parameters.Select(type => type.NameJa))})→{Result.NameJa}";

    public override string NameEn => $"function<{string.Join(", ", Parameters.Select(type => type.NameEn))}>->{Result.NameEn}";

    public bool Equals(FeelFunctionType? other) => other is not null && Result.Equals(other.Result) && Parameters.SequenceEqual(other.Parameters);

    public override int GetHashCode() => HashCode.Combine(Parameters.Count, Result);
}

/// <summary>A context whose members are known. Two of them are the same type when they are the same object.</summary>
public sealed record FeelContextType : FeelType
{
    private readonly Dictionary<string, FeelType> _members = new(StringComparer.Ordinal);

    public FeelContextType(IEnumerable<(string Name, FeelType Type)> members)
    {
        var names = new List<string>();
        foreach (var (name, type) in members)
        {
            names.Add(name);
            _members[name] = type;
        }
        Shape = new FeelShape(names);
    }

    public FeelShape Shape { get; }

    public override string NameJa => "文脈 (名前と値の組)";

    public override string NameEn => "context";

    public FeelType? Member(string name) => _members.GetValueOrDefault(name);

    /// <summary>Contexts of the same names are of one make; of others nothing is known in common, nor of what lies too deep to look into.</summary>
    internal static FeelType Join(FeelContextType a, FeelContextType b, int depth)
    {
        if (depth > 4 || a._members.Count != b._members.Count)
            return Any;
        var members = new List<(string, FeelType)>();
        foreach (var name in a.Shape.Names)
        {
            if (b.Member(name) is not { } other)
                return Any;
            members.Add((name, FeelType.Join(a._members[name], other, depth)));
        }
        return new FeelContextType(members);
    }

    public bool Equals(FeelContextType? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Shape.GetHashCode();
}
