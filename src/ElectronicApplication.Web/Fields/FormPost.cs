using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using Microsoft.AspNetCore.Http;
using JapaneseCalendar = ElectronicApplication.Forms.JapaneseCalendar;

namespace ElectronicApplication.Web.Fields;

/// <summary>
/// Turns one posted page into answers. Only what the page showed is touched: other pages, and fields that are hidden just
/// now, keep their answers. Text stays as it was typed; what should be a number or a date but is not stays text, so that
/// the evaluation can say so beside the field.
/// </summary>
public static class FormPost
{
    /// <param name="shown">The evaluation that the page was drawn from, if at hand: a default that comes back untouched then stays a default.</param>
    public static JsonObject Read(PageDefinition page, IFormCollection form, JsonObject existing, Evaluation? shown = null)
    {
        var answers = (JsonObject)existing.DeepClone();
        ReadFields(page.Fields, "", form, answers, shown);
        return answers;
    }

    /// <summary>Groups that must have rows get them before the page is drawn for the first time, so that nobody has to press 「追加」 to begin.</summary>
    public static JsonObject WithFirstRows(PageDefinition page, JsonObject answers)
    {
        foreach (var group in page.Fields.Where(field => field.Type == FieldType.Group && field.MinRows > 0))
        {
            if (answers[group.Id] is not JsonArray rows)
                answers[group.Id] = rows = [];
            while (rows.Count < group.MinRows)
                rows.Add(new JsonObject());
        }
        return answers;
    }

    public static bool TakesFiles(PageDefinition page) => page.Fields.Any(field =>
        field.Type == FieldType.Attachment || field.Fields.Any(inner => inner.Type == FieldType.Attachment));

    private static void ReadFields(IReadOnlyList<FieldDefinition> fields, string prefix, IFormCollection form, JsonObject into, Evaluation? shown)
    {
        foreach (var field in fields)
        {
            var path = prefix + field.Id;
            if (field.Type == FieldType.Group)
                ReadRows(field, path, form, into, shown);
            else if (field.IsComposite)
                ReadParts(field, path, form, into, shown);
            else if (field.TakesAnswer && TryRead(field, path, form, out var value))
                Store(field, path, value, into, shown);
        }
    }

    private static void Store(FieldDefinition field, string path, JsonNode? value, JsonObject into, Evaluation? shown)
    {
        if (!into.ContainsKey(field.Id))
        {
            JsonNode? fromForm = null;
            if (shown is not null)
                AnswerPath.TryFind(shown.Answers, path, out fromForm);
            if (JsonNode.DeepEquals(fromForm, value))
                return;
        }
        // Null means emptied on purpose, which only says something where the form would put a value of its own.
        if (value is null && field.Value is null)
            into.Remove(field.Id);
        else
            into[field.Id] = value;
    }

    /// <summary>An object of the parts that were filled in; none of them: no answer.</summary>
    private static void ReadParts(FieldDefinition whole, string path, IFormCollection form, JsonObject into, Evaluation? shown)
    {
        if (into[whole.Id] is not JsonObject inside)
            into[whole.Id] = inside = [];
        ReadFields(whole.Parts, path + ".", form, inside, shown);
        if (inside.Count == 0)
            into.Remove(whole.Id);
    }

    private static void ReadRows(FieldDefinition group, string path, IFormCollection form, JsonObject into, Evaluation? shown)
    {
        var rows = into[group.Id] as JsonArray ?? [];
        for (var i = 0; i < group.MaxRows; i++)
        {
            var row = $"{path}[{i}]";
            if (i >= rows.Count)
            {
                if (!form.ContainsKey(row))
                    break;
                rows.Add(new JsonObject());
            }
            if (rows[i] is not JsonObject inside)
                rows[i] = inside = [];
            ReadFields(group.Fields, row + ".", form, inside, shown);
        }

        var command = FormCommand.From(form);
        if (command.Kind == FormCommandKind.AddRow && command.Target == path && rows.Count < group.MaxRows)
            rows.Add(new JsonObject());
        if (command.Kind == FormCommandKind.RemoveRow && AnswerPath.SplitRow(command.Target) is (var name, { } index) && name == path && index < rows.Count)
            rows.RemoveAt(index);

        if (rows.Count > 0 || into.ContainsKey(group.Id))
            if (rows.Parent is null)
                into[group.Id] = rows;
    }

    /// <summary>More than any list of options offers; a longer list is somebody's trick.</summary>
    private const int MostChoices = 2_001;

    /// <summary>False when the page did not show the field.</summary>
    private static bool TryRead(FieldDefinition field, string path, IFormCollection form, out JsonNode? value)
    {
        value = null;
        if (field.Type == FieldType.Date)
            return TryReadDate(path, form, out value);
        if (!form.TryGetValue(path, out var posted))
            return false;

        if (field.Type == FieldType.Choices)
        {
            var chosen = posted.Where(one => !string.IsNullOrEmpty(one)).Distinct().Take(MostChoices).ToList();
            value = chosen.Count == 0 ? null : new JsonArray([.. chosen.Select(one => JsonValue.Create(one))]);
            return true;
        }

        var text = (posted.Count > 0 ? posted[^1] : null) ?? "";
        value = field.Type switch
        {
            _ when text.Length == 0 => null,
            FieldType.YesNo or FieldType.Consent => text switch { "true" => true, "false" => false, _ => text },
            FieldType.Integer or FieldType.Yen => Whole(text),
            FieldType.Number => Decimal(text),
            FieldType.Mail or FieldType.Phone or FieldType.PostalCode or FieldType.Digits or FieldType.MyNumber or FieldType.CorporateNumber => Narrow(text) is { Length: > 0 } narrow ? narrow : null,
            // The browser sends CR LF for a line break; everything else is kept letter by letter.
            FieldType.LongText => text.ReplaceLineEndings("\n"),
            _ => text,
        };
        return true;
    }

    private static bool TryReadDate(string path, IFormCollection form, out JsonNode? value)
    {
        value = null;
        if (!form.TryGetValue(path + ".y", out var y) | !form.TryGetValue(path + ".m", out var m) | !form.TryGetValue(path + ".d", out var d))
            return false;
        // The era stands in a list of its own: R, H, S, T, M, or nothing for the Gregorian year.
        var era = form.TryGetValue(path + ".e", out var e) && e.ToString() is { Length: 1 } letter ? letter : "";
        var (year, month, day) = (Part(y), Part(m), Part(d));
        if (year.Length + month.Length + day.Length == 0)
            return true;
        // A whole date typed into the first box: s60.1.2, 昭60.1.2, R6.4.1, 20260401.
        if (month.Length + day.Length == 0 && JapaneseCalendar.Parse(era + y.ToString().Trim()) is { } whole)
        {
            value = whole.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return true;
        }
        value = Digits(year, out var yyyy) && Digits(month, out var mm) && Digits(day, out var dd) && era.Length == 0 && year.Length == 4 && mm <= 99 && dd <= 99
            ? $"{yyyy:0000}-{mm:00}-{dd:00}"
            : $"{era}{year}-{month}-{day}";
        return true;

        static string Part(string? text) => Narrow(text ?? "") is { Length: <= 8 } part ? part.Replace("-", "") : "";
        static bool Digits(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>３００, 3,000 and 300円 are whole numbers to the person who types them.</summary>
    private static JsonNode? Whole(string text)
    {
        var plain = Narrow(text).Replace(",", "").TrimEnd('円');
        return plain.Length == 0 ? null
            : long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : text;
    }

    private static JsonNode? Decimal(string text)
    {
        var plain = Narrow(text).Replace(",", "");
        return plain.Length == 0 ? null
            : decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
            : text;
    }

    /// <summary>Full-width letters, digits and dashes as a Japanese keyboard gives them, for values that machines read. Never for names.</summary>
    private static string Narrow(string text)
    {
        var narrow = new StringBuilder(text.Length);
        foreach (var letter in text.Trim())
            narrow.Append(letter switch
            {
                >= '！' and <= '～' => (char)(letter - '！' + '!'),
                'ー' or '−' or '‐' or '‑' or '–' or '—' or '―' or 'ｰ' => '-',
                '　' => ' ',
                _ => letter,
            });
        return narrow.ToString();
    }
}
