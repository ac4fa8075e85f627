namespace ElectronicApplication.Feel;

/// <summary>What is known about a value before it exists. <see cref="Any"/> means: nothing, it shows when it runs.</summary>
public abstract record FeelType
{
    public static readonly FeelType Any = new FeelSimpleType("Any", "何でも");
    public static readonly FeelType Null = new FeelSimpleType("Null", "空 (null)");
    public static readonly FeelType Number = new FeelSimpleType("number", "数値");
    public static readonly FeelType String = new FeelSimpleType("string", "文字列");
    public static readonly FeelType Boolean = new FeelSimpleType("boolean", "真偽値 (はい・いいえ)");
    public static readonly FeelType Date = new FeelSimpleType("date", "日付");

    public abstract string NameJa { get; }

    public abstract string NameEn { get; }

    public bool IsOrdered => ReferenceEquals(this, Number) || ReferenceEquals(this, String) || ReferenceEquals(this, Date);

    public static FeelType List(FeelType element) => new FeelListType(element);

    public static FeelType Context(params (string Name, FeelType Type)[] members) => new FeelContextType(members);

    /// <summary>Whether a value of one type can turn out to be a value of the other. Null fits everywhere.</summary>
    public static bool CanMeet(FeelType a, FeelType b) =>
        ReferenceEquals(a, Any) || ReferenceEquals(b, Any) || ReferenceEquals(a, Null) || ReferenceEquals(b, Null) || (a, b) switch
        {
            (FeelListType x, FeelListType y) => CanMeet(x.Element, y.Element),
            (FeelContextType, FeelContextType) => true,
            (FeelRangeType x, FeelRangeType y) => CanMeet(x.Element, y.Element),
            _ => a.Equals(b),
        };

    /// <summary>The narrowest type that holds both.</summary>
    public static FeelType Join(FeelType a, FeelType b)
    {
        if (ReferenceEquals(a, b) || ReferenceEquals(b, Null))
            return a;
        if (ReferenceEquals(a, Null))
            return b;
        return (a, b) switch
        {
            (FeelListType x, FeelListType y) => List(Join(x.Element, y.Element)),
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

    public bool Equals(FeelContextType? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Shape.GetHashCode();
}
