using System.Text;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>What FEEL reads of a composite field besides its parts.</summary>
internal static class Composites
{
    /// <summary>Names of what is put together of the parts that there are.</summary>
    public static IEnumerable<string> Derived(FieldType type, Func<string, bool> has)
    {
        if (type is FieldType.PersonName or FieldType.Address)
            yield return "full";
        if (type != FieldType.PersonName)
            yield break;
        if (has("familyKana") || has("givenKana"))
            yield return "fullKana";
        if (has("familyEn") || has("givenEn"))
            yield return "fullEn";
    }

    /// <param name="values">Of the parts; room for what is derived stands behind them.</param>
    public static FeelContext Context(PlanField field, FeelValue[] values)
    {
        var shape = field.PartsType!.Shape;
        for (var i = field.Parts.Length; i < shape.Count; i++)
            values[i] = FeelValue.Of(shape.Names[i] switch
            {
                // GIF: family and given name are separated by one half-width space.
                "full" when field.Type == FieldType.PersonName => Joined(" ", shape, values, "family", "given"),
                "fullKana" => Joined(" ", shape, values, "familyKana", "givenKana"),
                "fullEn" => Joined(" ", shape, values, "givenEn", "familyEn"),
                _ => Joined(" ", Joined("", shape, values, "prefecture", "city", "town", "block"), At(shape, values, "building")),
            });
        return new FeelContext(shape, values);
    }

    private static string? Joined(string separator, FeelShape shape, FeelValue[] values, params ReadOnlySpan<string> names)
    {
        var text = new StringBuilder();
        foreach (var name in names)
            if (At(shape, values, name) is { } part)
                text.Append(text.Length > 0 ? separator : "").Append(part);
        return text.Length == 0 ? null : text.ToString();
    }

    private static string? Joined(string separator, string? a, string? b) => a is null ? b : b is null ? a : a + separator + b;

    private static string? At(FeelShape shape, FeelValue[] values, string name) => shape.Find(name) is var index and >= 0 ? values[index].AsString : null;
}
