using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Intake;

/// <summary>What a column can be read into: a field of the form, or a mark of the case itself.</summary>
public sealed record ImportTarget(string Path, string Label, FieldDefinition? Field);

/// <summary>The item set that is imported: its targets, the columns that they are taken from, and reading a cell as an answer.</summary>
public static class ImportTargets
{
    public const string Number = "_number";
    public const string Arrived = "_arrived";
    public const string Status = "_status";
    public const string Files = "_files";

    /// <summary>Rows of a group that columns can be given for.</summary>
    private const int MostRows = 5;

    private static readonly (string Path, string Label, string[] Names)[] Marks =
    [
        (Number, "取り込み元の番号", ["受付番号", "申請番号", "整理番号", "到達番号", "番号", "receiptnumber", "number", "applicationid"]),
        (Arrived, "到達した日", ["到達日", "到達した日", "到達日時", "受付日", "受付日時", "申請日", "申請日時", "提出日", "提出日時", "arrivedat", "arrived"]),
        (Status, "状態（移行）", ["状態", "ステータス", "処理状況", "status"]),
        (Files, "画像・添付のファイル名", ["ファイル名", "画像", "画像ファイル", "添付ファイル", "添付", "file", "files", "image", "filename"]),
    ];

    public static IReadOnlyList<ImportTarget> Of(FormPlan plan, ImportKind kind)
    {
        // A machine that reads forms numbers its lines anew in each file: that is no number of a case.
        List<ImportTarget> targets = [.. Marks.Where(m => (kind == ImportKind.Migration || m.Path != Status) && (kind != ImportKind.Ocr || m.Path != Number)).Select(m => new ImportTarget(m.Path, m.Label, null))];
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields))
            Add(targets, field, field.Id, field.Label.Ja);
        return targets;
    }

    private static void Add(List<ImportTarget> targets, FieldDefinition field, string path, string label)
    {
        if (field.Type == FieldType.Group)
            for (var i = 0; i < Math.Min(MostRows, field.MaxRows); i++)
                foreach (var inner in field.Fields)
                    Add(targets, inner, $"{path}[{i}].{inner.Id}", $"{label} {i + 1} {inner.Label.Ja}");
        else if (field.IsComposite)
            foreach (var part in field.Parts)
                Add(targets, part, $"{path}.{part.Id}", $"{label} {part.Label.Ja}");
        else if (field.TakesAnswer || field.Type == FieldType.Attachment)
            targets.Add(new(path, label, field));
    }

    /// <summary>What names say: the id, the label, or the end of an element's path.</summary>
    public static Dictionary<string, string> Guess(IReadOnlyList<ImportTarget> targets, IReadOnlyList<string> columns)
    {
        var found = new Dictionary<string, string>();
        var names = columns.Where(c => Subject(c) is null).Select(c => (Column: c, Whole: Folded(c), Last: Folded(c[(c.LastIndexOf('/') + 1)..]))).ToList();
        foreach (var target in targets)
        {
            string[] called = target.Field is null ? [Folded(target.Path), .. Marks.First(m => m.Path == target.Path).Names.Select(Folded)] : [Folded(target.Path), Folded(target.Label)];
            if (names.FirstOrDefault(n => called.Contains(n.Whole)) is { Column: not null } whole)
                found[target.Path] = whole.Column;
            else if (names.Where(n => called.Contains(n.Last)).ToList() is [var only])
                found[target.Path] = only.Column;
        }
        return found;
    }

    /// <summary>Of a column of confidences the column that it speaks of; null for any other.</summary>
    public static string? Subject(string column)
    {
        foreach (var ending in (string[])["_confidence", "_conf", "_確信度", "_信頼度", "確信度", "信頼度"])
            if (column.Length > ending.Length && column.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return column[..^ending.Length];
        return null;
    }

    /// <summary>0..1 or 0..100; null for what is no such number.</summary>
    public static double? Confidence(string text) =>
        double.TryParse(text.TrimEnd('%', '％', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 100
            ? number > 1 || text.Contains('%') || text.Contains('％') ? number / 100 : number : null;

    public static JsonNode? Answer(FieldDefinition field, string text) => field.Type switch
    {
        _ when text.Length == 0 => null,
        FieldType.Integer or FieldType.Yen => long.TryParse(Digits(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : text,
        FieldType.Number => decimal.TryParse(Digits(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : text,
        FieldType.YesNo or FieldType.Consent => text.ToLowerInvariant() switch
        {
            "はい" or "有" or "あり" or "有り" or "true" or "yes" or "1" or "○" or "〇" or "レ" or "✓" or "同意" or "同意する" => true,
            "いいえ" or "無" or "なし" or "無し" or "false" or "no" or "0" or "×" or "✕" => false,
            _ => text,
        },
        FieldType.Choice => Option(field, text),
        FieldType.Choices => new JsonArray([.. text.Split(['、', ';', '；', ',', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => (JsonNode)Option(field, t))]),
        FieldType.Date => Day(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? text,
        FieldType.LongText => text.ReplaceLineEndings("\n"),
        _ => text,
    };

    /// <summary>A day, also with a time behind it.</summary>
    public static DateOnly? Day(string text) => Forms.JapaneseCalendar.Parse(text)
        ?? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && text.Contains('T') && (text.EndsWith('Z') || text.Contains('+'))
            ? Kernel.JapanTime.DayOf(moment.UtcDateTime) : text.Split(['T', ' ', '　'])[0] is var day && day != text ? Forms.JapaneseCalendar.Parse(day) : null);

    /// <summary>Puts an answer at its path, making what stands around it.</summary>
    public static void Set(JsonObject answers, string path, JsonNode value)
    {
        var into = answers;
        var parts = path.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            var bracket = parts[i].IndexOf('[');
            var name = bracket < 0 ? parts[i] : parts[i][..bracket];
            if (i == parts.Length - 1)
                into[name] = value;
            else if (bracket < 0)
                into = into[name] as JsonObject ?? (JsonObject)(into[name] = new JsonObject());
            else
            {
                var rows = into[name] as JsonArray ?? (JsonArray)(into[name] = new JsonArray());
                var row = int.Parse(parts[i].AsSpan(bracket + 1, parts[i].Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture);
                while (rows.Count <= row)
                    rows.Add(new JsonObject());
                into = (JsonObject)rows[row]!;
            }
        }
    }

    private static string Option(FieldDefinition field, string text) =>
        field.Options.FirstOrDefault(o => o.Value == text)?.Value ?? field.Options.FirstOrDefault(o => Folded(o.Label.Ja) == Folded(text))?.Value ?? text;

    private static string Digits(string text) => text.Normalize(NormalizationForm.FormKC).Replace(",", "").TrimEnd('円', ' ');

    private static string Folded(string text) => string.Concat(SearchText.Fold(text).Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or '・' or '（' or '）' or '(' or ')')));
}
