using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>Options that follow from other answers or from a table.</summary>
internal static class MovingOptions
{
    private const int Limit = 2_000;

    public static IReadOnlyList<OptionDefinition> Of(PlanField field, FeelFrame frame)
    {
        if (field.OptionsFrom is { } from)
            return From(from.Evaluate(frame));
        var options = new List<OptionDefinition>(field.Definition.Options.Count);
        for (var i = 0; i < field.OptionVisible!.Length; i++)
            if (field.OptionVisible[i] is not { } condition || condition.Evaluate(frame).IsTrue)
                options.Add(field.Definition.Options[i]);
        return options;
    }

    /// <summary>Each value once; what is neither a string nor a context with a value is no option.</summary>
    private static List<OptionDefinition> From(in FeelValue value)
    {
        var options = new List<OptionDefinition>();
        var list = value.AsList ?? (value.IsNull ? FeelList.Empty : new FeelList([value]));
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (ref readonly var item in list.Items)
            if (Option(item) is { Value.Length: > 0 } option && known.Add(option.Value) && options.Count < Limit)
                options.Add(option);
        return options;
    }

    private static OptionDefinition? Option(in FeelValue item)
    {
        if (item.AsContext is not { } context)
            return item.AsString is { } text ? new OptionDefinition(text, new LocalizedText(text)) : null;
        if (context["value"] is var value && (value.AsString ?? (value.IsNumber ? value.ToString() : null)) is not { } id)
            return null;
        var others = new List<KeyValuePair<string, string>>(2);
        foreach (var (language, name) in new[] { ("en", "label_en"), ("ja-easy", "label_ja_easy") })
            if (context[name].AsString is { } label)
                others.Add(new(language, label));
        return new OptionDefinition(id, new LocalizedText(context["label"].AsString ?? id, [.. others]));
    }
}
