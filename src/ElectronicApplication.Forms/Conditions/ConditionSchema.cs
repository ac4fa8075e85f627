using System.Text.Json.Nodes;
using ElectronicApplication.Feel.Syntax;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Conditions;

/// <summary>
/// Conditions as JSON Schema over the object of answers. FEEL has three values, so "is true" and "is false" are two schemas.
/// Null when JSON Schema cannot say it: the condition reads something that is not sent, or it calculates.
/// </summary>
internal static class ConditionSchema
{
    /// <param name="group">The group in whose rows the condition stands; the fields of other levels cannot be seen from there.</param>
    public static JsonObject? IsTrue(Condition condition, PlanField? group) => Says(condition, true, group);

    public static JsonObject? IsFalse(Condition condition, PlanField? group) => Says(condition, false, group);

    private static JsonObject? Says(Condition condition, bool value, PlanField? group) => condition switch
    {
        Always always => always.Value == value ? [] : new JsonObject { ["not"] = new JsonObject() },
        Not not => Says(not.Inner, !value, group),
        AllOf all => Joined(value ? "allOf" : "anyOf", Says(all.Left, value, group), Says(all.Right, value, group)),
        AnyOf any => Joined(value ? "anyOf" : "allOf", Says(any.Left, value, group), Says(any.Right, value, group)),
        IsYes yes when IsSent(yes.Field, group) => Holds(yes.Field, new JsonObject { ["const"] = value }),
        IsDefined defined when IsSent(defined.Field, group) => value ? Present(defined.Field) : new JsonObject { ["not"] = Present(defined.Field) },
        Compare compare when IsSent(compare.Field, group) => Compared(compare, value),
        _ => null,
    };

    /// <summary>Only what the person sends can be seen in the answers as they come.</summary>
    private static bool IsSent(PlanField field, PlanField? group)
    {
        var whole = field.Whole ?? field;
        return whole.Group == group && whole.Definition.TakesAnswer && whole.Value is null && whole.Definition.Prefill is not { Source: PrefillSource.Card };
    }

    private static JsonObject? Joined(string word, JsonObject? left, JsonObject? right) =>
        left is null || right is null ? null : new JsonObject { [word] = new JsonArray(left, right) };

    private static JsonObject Present(PlanField field) => Holds(field, new JsonObject { ["not"] = new JsonObject { ["type"] = "null" } });

    private static JsonObject? Compared(Compare compare, bool value)
    {
        // A year that no answer can hold cannot be said to a schema either.
        if (!FeelJson.Fits(compare.Constant))
            return null;
        var constant = FeelJson.ToNode(compare.Constant);
        switch (compare.Operator)
        {
            // Nothing is equal to null but null: with an absent answer "=" is false and "!=" true.
            case FeelOperator.Equal or FeelOperator.NotEqual:
                var equal = Holds(compare.Field, new JsonObject { ["const"] = constant });
                return (compare.Operator == FeelOperator.Equal) == value ? equal : new JsonObject { ["not"] = equal };
            default:
                if (!compare.Constant.IsNumber)
                    return null;
                var bound = (compare.Operator, value) switch
                {
                    (FeelOperator.Less, true) or (FeelOperator.GreaterOrEqual, false) => "exclusiveMaximum",
                    (FeelOperator.LessOrEqual, true) or (FeelOperator.Greater, false) => "maximum",
                    (FeelOperator.Greater, true) or (FeelOperator.LessOrEqual, false) => "exclusiveMinimum",
                    _ => "minimum",
                };
                return Holds(compare.Field, new JsonObject { ["type"] = "number", [bound] = constant });
        }
    }

    private static JsonObject Holds(PlanField field, JsonObject what)
    {
        var schema = new JsonObject { ["required"] = new JsonArray(field.Id), ["properties"] = new JsonObject { [field.Id] = what } };
        return field.Whole is { } whole
            ? new JsonObject { ["required"] = new JsonArray(whole.Id), ["properties"] = new JsonObject { [whole.Id] = schema } }
            : schema;
    }
}
