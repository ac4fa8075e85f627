using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Conditions;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>
/// JSON Schema 2020-12 of a form's answers in their canonical form, with the conditions that JSON Schema can say. The form itself is
/// kinder: it also takes blank texts for no answer, wide digits, half-width kana, 和暦. It is stricter where JSON Schema has no words:
/// check digits, days before and after, and rules that calculate.
/// </summary>
internal static class AnswersSchema
{
    public static JsonObject Of(FormPlan plan)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = plan.Procedure.Title.Ja,
        };
        Level(schema, plan, null, plan.Fields);
        return schema;
    }

    /// <summary>The answers of the form, or of one row of a group.</summary>
    private static void Level(JsonObject schema, FormPlan plan, PlanField? group, PlanField[] fields)
    {
        var (properties, required, rules) = (new JsonObject(), new JsonArray(), new JsonArray());
        foreach (var field in fields)
        {
            if (field.Type == FieldType.Calculated)
                properties[field.Id] = new JsonObject { ["title"] = field.LabelJa, ["readOnly"] = true };
            if (!field.Definition.TakesAnswer)
                continue;
            var page = group is null ? plan.Pages[field.Page].Visible : null;
            // What the card fills in, or what stands there anyway, need not be sent.
            var always = IsRequired(field) && page is null && field.Visible is null && field.Value is null && field.Definition.Prefill is not { Source: PrefillSource.Card };
            properties[field.Id] = FieldSchema.Of(field, nullable: !always, rows => Level(rows, plan, field, field.Fields));
            if (always)
                required.Add((JsonNode)field.Id);
            foreach (var rule in Rules(field, page, group, plan))
                rules.Add((JsonNode)rule);
        }
        schema["type"] = "object";
        schema["properties"] = properties;
        schema["required"] = required;
        schema["additionalProperties"] = false;
        if (rules.Count > 0)
            schema["allOf"] = rules;
    }

    private static bool IsRequired(PlanField field) => field.Definition.Required || field is { Type: FieldType.Group, Definition.MinRows: > 0 };

    private static IEnumerable<JsonObject> Rules(PlanField field, FeelExpression? page, PlanField? group, FormPlan plan)
    {
        if (field.Value is not null || field.Definition.Prefill is { Source: PrefillSource.Card })
            yield break;
        var conditions = new[] { page, field.Visible }.Where(condition => condition is not null).Select(condition => Says(condition!, group, plan)).ToList();
        var unknown = conditions.Contains(null);
        var shown = conditions.Count == 1 ? conditions[0] : new JsonObject { ["allOf"] = new JsonArray([.. conditions.Select(condition => condition?.DeepClone())]) };
        if (!unknown && conditions.Count > 0)
        {
            var rule = new JsonObject { ["if"] = shown, ["else"] = Property(field.Id, new JsonObject { ["enum"] = new JsonArray(null, "", new JsonArray()) }) };
            if (IsRequired(field))
                rule["then"] = Demanded(field);
            yield return rule;
        }
        if (!unknown && field.RequiredWhen is { } when && Says(when, group, plan) is { } needed)
            yield return new JsonObject { ["if"] = conditions.Count == 0 ? needed : new JsonObject { ["allOf"] = new JsonArray(shown!.DeepClone(), needed) }, ["then"] = Demanded(field) };
        foreach (var valid in field.Valid.Where((_, i) => field.Definition.Valid[i].Severity == IssueSeverity.Error))
            if (Condition.Of(valid, id => plan.Own(id, group)) is var condition && ConditionSchema.IsFalse(condition, group) is { } broken)
                yield return new JsonObject
                {
                    ["if"] = new JsonObject { ["required"] = new JsonArray(field.Id), ["properties"] = new JsonObject { [field.Id] = new JsonObject { ["not"] = new JsonObject { ["type"] = "null" } } } },
                    ["then"] = new JsonObject { ["not"] = broken },
                };
    }

    private static JsonObject? Says(FeelExpression condition, PlanField? group, FormPlan plan) =>
        ConditionSchema.IsTrue(Condition.Of(condition, id => plan.Own(id, group)), group);

    private static JsonObject Demanded(PlanField field)
    {
        var demanded = Property(field.Id, field.Type switch
        {
            FieldType.Consent => new JsonObject { ["const"] = true },
            FieldType.Choices or FieldType.Group => new JsonObject { ["type"] = "array", ["minItems"] = Math.Max(1, field.Definition.MinRows) },
            _ => new JsonObject { ["not"] = new JsonObject { ["type"] = "null" } },
        });
        demanded["required"] = new JsonArray(field.Id);
        return demanded;
    }

    private static JsonObject Property(string id, JsonObject schema) => new() { ["properties"] = new JsonObject { [id] = schema } };
}
