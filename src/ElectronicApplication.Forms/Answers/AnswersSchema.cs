using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>
/// JSON Schema 2020-12 of a form's answers: everything that holds whatever the other answers are.
/// Rules that depend on other answers are FEEL and show in an evaluation.
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
        var unconditional = plan.Fields.Where(field => plan.Pages[field.Page].Visible is null);
        foreach (var (key, value) in Object(plan.Fields, unconditional))
            schema[key] = value;
        return schema;
    }

    private static KeyValuePair<string, JsonNode>[] Object(IEnumerable<PlanField> fields, IEnumerable<PlanField> unconditional)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
            if (field.Definition.TakesAnswer)
                properties[field.Id] = Property(field);
        // What the card fills in, or what stands there anyway, need not be sent.
        var required = unconditional
            .Where(field => field.Definition.TakesAnswer && field.Visible is null && field.Value is null && field.Definition.Prefill is not { Source: PrefillSource.Card }
                && (field.Definition.Required || field.Definition.MinRows > 0))
            .Select(field => (JsonNode)field.Id);
        return
        [
            new("type", "object"),
            new("properties", properties),
            new("required", new JsonArray([.. required])),
            new("additionalProperties", false),
        ];
    }

    private static JsonObject Property(PlanField field)
    {
        var (definition, schema) = (field.Definition, new JsonObject { ["title"] = field.LabelJa });
        if (definition.Help is { } help)
            schema["description"] = help.Ja;
        switch (field.Type)
        {
            case FieldType.Integer or FieldType.Yen:
                schema["type"] = "integer";
                if (definition.Min is { } min)
                    schema["minimum"] = min;
                if (definition.Max is { } max)
                    schema["maximum"] = max;
                break;
            case FieldType.YesNo:
                schema["type"] = "boolean";
                break;
            case FieldType.Consent:
                schema["type"] = "boolean";
                if (definition.Required)
                    schema["const"] = true;
                break;
            case FieldType.Choice:
                schema["type"] = "string";
                schema["enum"] = Values(definition);
                break;
            case FieldType.Choices:
                schema["type"] = "array";
                schema["uniqueItems"] = true;
                schema["items"] = new JsonObject { ["type"] = "string", ["enum"] = Values(definition) };
                break;
            case FieldType.Date:
                schema["type"] = "string";
                schema["format"] = "date";
                break;
            case FieldType.Group:
                schema["type"] = "array";
                schema["minItems"] = Math.Max(definition.MinRows, definition.Required ? 1 : 0);
                schema["maxItems"] = definition.MaxRows;
                var row = new JsonObject();
                foreach (var (key, value) in Object(field.Fields, field.Fields))
                    row[key] = value;
                schema["items"] = row;
                break;
            default:
                Text(field, schema);
                break;
        }
        return schema;
    }

    private static void Text(PlanField field, JsonObject schema)
    {
        schema["type"] = "string";
        if (field.Type == FieldType.Mail)
            schema["format"] = "email";
        // JSON Schema counts code points and cannot count graphemes, so its limit is the outer bound.
        schema["maxLength"] = Graphemes.UnitsAllowed(field.MaxGraphemes);
        schema["x-maxGraphemes"] = field.MaxGraphemes;
        if (field.Definition.MinLength is { } min)
            schema["minLength"] = min;
        if (field.Definition.Pattern is { } pattern)
            schema["pattern"] = $"^(?:{pattern})$";
    }

    private static JsonArray Values(FieldDefinition definition) => [.. definition.Options.Select(option => (JsonNode)option.Value)];
}
