using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Binding;

/// <summary>Paths into contexts, lists of them, and the parts of temporal values and ranges (10.3.2.5, tables 65 to 67).</summary>
internal sealed partial class FeelBinder
{
    private static readonly string[] DateParts = ["year", "month", "day", "weekday"];
    private static readonly string[] TimeParts = ["hour", "minute", "second", "time offset", "timezone"];
    private static readonly string[] RangeParts = ["start", "end", "start included", "end included"];

    private BoundNode Path(PathNode path)
    {
        var source = Bind(path.Source);
        switch (source.Type)
        {
            case FeelContextType context:
                return context.Member(path.Member) is { } type ? new BoundMember(path.Span, type, source, path.Member) : UnknownMember(path, context);
            // A path over a list collects the member of each element (10.3.2.5).
            case FeelListType { Element: FeelContextType element }:
                if (element.Member(path.Member) is { } each)
                    return new BoundMember(path.Span, FeelType.List(each), source, path.Member);
                UnknownMember(path, element);
                // Where findings are no obstacle, each element that lacks the member gives a null.
                return new BoundMember(path.Span, FeelType.List(FeelType.Any), source, path.Member);
            case FeelListType { Element: var element } when Parts(element) is { Length: > 0 } parts:
                return Part(path, source, element, parts);
            case var other when other.IsUnknown || other is FeelListType:
                return new BoundMember(path.Span, FeelType.Any, source, path.Member);
            case var whole when Parts(whole) is { Length: > 0 } parts:
                return Part(path, source, whole, parts);
            default:
                return Report(path.Span, "no-members",
                    $"{source.Type.NameJa}から「{path.Member}」を取り出すことはできません。", $"'{path.Member}' cannot be taken from a {source.Type.NameEn}.",
                    "「.」の前に、繰り返し項目か文脈を書いてください。", "Put a group or a context before the point.");
        }
    }

    private static string[] Parts(FeelType type) => type switch
    {
        FeelRangeType => RangeParts,
        _ when ReferenceEquals(type, FeelType.Date) => DateParts,
        _ when ReferenceEquals(type, FeelType.Time) => TimeParts,
        _ when ReferenceEquals(type, FeelType.DateTime) => [.. DateParts, .. TimeParts],
        _ when ReferenceEquals(type, FeelType.DaysDuration) => ["days", "hours", "minutes", "seconds"],
        _ when ReferenceEquals(type, FeelType.MonthsDuration) => ["years", "months"],
        _ => [],
    };

    private BoundNode Part(PathNode path, BoundNode source, FeelType whole, string[] parts)
    {
        if (!parts.Contains(path.Member))
            return Report(path.Span, "unknown-member",
                $"{whole.NameJa}に「{path.Member}」という値はありません。", $"A {whole.NameEn} has no '{path.Member}'.",
                $"{string.Join("、", parts)} のどれかを使ってください。", $"Use one of {string.Join(", ", parts)}.");
        var type = path.Member switch
        {
            "start" or "end" => ((FeelRangeType)whole).Element,
            "start included" or "end included" => FeelType.Boolean,
            "time offset" => FeelType.DaysDuration,
            "timezone" => FeelType.String,
            _ => FeelType.Number,
        };
        return new BoundMember(path.Span, source.Type is FeelListType ? FeelType.List(type) : type, source, path.Member);
    }
}
