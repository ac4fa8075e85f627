using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>What one field takes, whatever the other answers are.</summary>
internal static class FieldSchema
{
    // Larger counts are more than the smaller regular expression machines accept.
    private const int CountedGraphemes = 1_000;

    private const string Visible = @"\S";
    private const string OneLine = @"^[^\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]*$";
    private const string ManyLines = @"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]*$";

    /// <param name="nullable">Null, for no answer, is taken as well.</param>
    /// <param name="rows">Fills in the schema of a row.</param>
    public static JsonObject Of(PlanField field, bool nullable, Action<JsonObject> rows)
    {
        var schema = new JsonObject { ["title"] = field.LabelJa };
        if (field.Definition.Help is { } help)
            schema["description"] = help.Ja;
        schema["type"] = Type(field.Type) is var type && nullable ? new JsonArray(type, "null") : type;
        switch (field.Type)
        {
            case FieldType.Integer or FieldType.Yen or FieldType.Number:
                Number(field, schema);
                break;
            case FieldType.YesNo:
                break;
            case FieldType.Consent:
                if (field.Definition.Required && !nullable)
                    schema["const"] = true;
                break;
            case FieldType.Choice:
                if (field.OptionsFrom is null)
                    schema["enum"] = Values(field.Definition, nullable);
                break;
            case FieldType.Choices:
                if (field.Definition.Required && !nullable)
                    schema["minItems"] = 1;
                schema["uniqueItems"] = true;
                schema["items"] = new JsonObject { ["type"] = "string" };
                if (field.OptionsFrom is null)
                    schema["items"]!["enum"] = Values(field.Definition, false);
                break;
            case FieldType.Group:
                schema["minItems"] = nullable ? 0 : Math.Max(field.Definition.MinRows, field.Definition.Required ? 1 : 0);
                schema["maxItems"] = field.Definition.MaxRows;
                var row = new JsonObject();
                rows(row);
                schema["items"] = row;
                break;
            default:
                if (field.Definition.IsComposite)
                    Parts(field, schema);
                else
                    Text(field, schema);
                break;
        }
        return schema;
    }

    private static string Type(FieldType type) => type switch
    {
        FieldType.Integer or FieldType.Yen => "integer",
        FieldType.Number => "number",
        FieldType.YesNo or FieldType.Consent => "boolean",
        FieldType.Choices or FieldType.Group => "array",
        FieldType.PersonName or FieldType.Address or FieldType.Contact or FieldType.BankAccount or FieldType.Period => "object",
        _ => "string",
    };

    private static void Number(PlanField field, JsonObject schema)
    {
        var decimals = field.Type == FieldType.Number ? field.Definition.Decimals : 0;
        var most = decimals == 0 ? 9_007_199_254_740_991 : (decimal)Math.Pow(10, 15 - decimals) - (decimal)Math.Pow(10, -decimals);
        schema["minimum"] = Plain(Math.Max(field.Definition.Min ?? -most, -most));
        schema["maximum"] = Plain(Math.Min(field.Definition.Max ?? most, most));
        if (decimals > 0)
            schema["multipleOf"] = (decimal)Math.Pow(10, -decimals);
    }

    private static JsonValue Plain(decimal number) => decimal.Truncate(number) == number ? JsonValue.Create((long)number) : JsonValue.Create(number);

    private static void Parts(PlanField field, JsonObject schema)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var part in field.Parts)
        {
            properties[part.Id] = Of(part, nullable: !part.Definition.Required, _ => { });
            if (part.Definition.Required)
                required.Add((JsonNode)part.Id);
        }
        schema["properties"] = properties;
        schema["required"] = required;
        schema["additionalProperties"] = false;
        if (required.Count == 0)
            schema["anyOf"] = new JsonArray([.. field.Parts.Select(part => (JsonNode)new JsonObject
            {
                ["required"] = new JsonArray(part.Id),
                ["properties"] = new JsonObject { [part.Id] = new JsonObject { ["not"] = new JsonObject { ["type"] = "null" } } },
            })]);
    }

    private static void Text(PlanField field, JsonObject schema)
    {
        var (definition, patterns) = (field.Definition, new List<string>());
        var (min, max) = (definition.MinLength ?? 1, field.MaxGraphemes);
        switch (field.Type)
        {
            case FieldType.Date:
                schema["format"] = "date";
                patterns.Add("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
                break;
            case FieldType.Time:
                patterns.Add("^([01][0-9]|2[0-3]):[0-5][0-9]$");
                break;
            case FieldType.MyNumber:
                patterns.Add("^[0-9]{12}$");
                break;
            case FieldType.CorporateNumber:
                patterns.Add("^[1-9][0-9]{12}$");
                break;
            case FieldType.Digits:
                patterns.Add($"^[0-9]{{{min},{max}}}$");
                break;
            case FieldType.PostalCode:
                patterns.Add("^[0-9]{3}-?[0-9]{4}$");
                break;
            case FieldType.Phone:
                patterns.Add(@"^\+?([() -]*[0-9]){9,15}[() -]*$");
                break;
            case FieldType.Mail:
                schema["format"] = "email";
                schema["maxLength"] = 254;
                patterns.Add(@"^[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$");
                break;
            default:
                patterns.Add(Visible);
                patterns.Add(field.Type == FieldType.LongText ? ManyLines : OneLine);
                if (field.Type == FieldType.Kana)
                    patterns.Add(Kana(definition.Script));
                break;
        }
        if (field.Type is not (FieldType.Date or FieldType.Time or FieldType.MyNumber or FieldType.CorporateNumber or FieldType.Digits or FieldType.Mail))
        {
            schema["maxLength"] = Graphemes.UnitsAllowed(max);
            schema["x-maxGraphemes"] = max;
            // A letter with its marks and selectors, or letters joined into one; counting graphemes fully is beyond a regular expression.
            if (max <= CountedGraphemes)
                patterns.Add($@"^(?:[^\p{{M}}\u200D](?:\p{{M}}|\u200D[^\p{{M}}\u200D])*){{{min},{max}}}$");
        }
        if (definition.Pattern is { } pattern)
            patterns.Add($"^(?:{pattern})$");
        if (patterns.Count == 1)
            schema["pattern"] = patterns[0];
        else
            schema["allOf"] = new JsonArray([.. patterns.Select(text => (JsonNode)new JsonObject { ["pattern"] = text })]);
    }

    private static string Kana(KanaScript script) => script switch
    {
        KanaScript.Hiragana => "^[ぁ-ゖーゝゞ・ \u3000]*$",
        KanaScript.Payee => @"^[ァ-ヺーヽヾ・ \u3000\u31F0-\u31FF0-9A-Z０-９Ａ-Ｚ().,/\\¥（）－．，／￥「」-]*$",
        _ => @"^[ァ-ヺーヽヾ・ \u3000\u31F0-\u31FF]*$",
    };

    private static JsonArray Values(FieldDefinition definition, bool nullable) =>
        [.. definition.Options.Select(option => (JsonNode)option.Value), .. nullable ? new JsonNode?[] { null } : []];
}
