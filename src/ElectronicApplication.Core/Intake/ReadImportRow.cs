using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Intake;

/// <summary>A row as the form understands it.</summary>
/// <param name="Refusal">Line, column and reason; without what stood there.</param>
internal sealed record ReadRow(ImportRow Row, JsonObject Answers, string? Number, DateOnly Arrived, SubmissionStatus Status, IReadOnlyList<(ImportFile File, string? FieldPath)> Files, IReadOnlyList<DoubtfulCell> Doubts, string? Refusal);

/// <summary>Reads rows by the columns that were agreed on. Pure: nothing is stored here.</summary>
internal sealed class ReadImportRow(CompiledVersion version, ImportKind kind, ImportTable table, IReadOnlyDictionary<string, string> columns, DateOnly arrivedOn, DateOnly today)
{
    /// <summary>Below it a clerk compares the cell with the scan.</summary>
    public const double Confident = 0.9;

    private const int MostFiles = 20;
    private const int OldestYears = 30;

    private readonly List<ImportTarget> _targets = [.. ImportTargets.Of(version.Plan, kind).Where(t => columns.ContainsKey(t.Path))];
    private readonly Dictionary<string, string> _confidences = table.Columns.Where(c => ImportTargets.Subject(c) is not null).GroupBy(c => ImportTargets.Subject(c)!).ToDictionary(g => g.Key, g => g.First());
    private readonly ILookup<string, ImportFile> _byName = table.Others.ToLookup(f => f.Last, StringComparer.OrdinalIgnoreCase);

    public ReadRow Read(ImportRow row)
    {
        string Cell(string target) => columns.TryGetValue(target, out var column) ? row.Cells.GetValueOrDefault(column, "") : "";
        string Where(string target) => $"{row.Line}行目、列「{columns.GetValueOrDefault(target, target)}」：";

        var refusal = row.Problem is { } problem ? $"{row.Line}行目：{problem}。" : null;
        var number = Cell(ImportTargets.Number) is { Length: > 0 } typed ? typed : null;
        if (kind != ImportKind.Ocr && number is null)
            refusal ??= $"{Where(ImportTargets.Number)}取り込み元の番号がありません。";
        if (number?.Length > 100)
            refusal ??= $"{Where(ImportTargets.Number)}番号が長すぎます（100 文字まで）。";
        var arrived = Cell(ImportTargets.Arrived) is { Length: > 0 } day ? ImportTargets.Day(day) : arrivedOn;
        if (arrived is null)
            refusal ??= $"{Where(ImportTargets.Arrived)}日付として読めません。";
        else if (arrived > today || arrived < today.AddYears(-OldestYears))
            refusal ??= $"{Where(ImportTargets.Arrived)}今日より後か、{OldestYears} 年より前の日付です。";
        var status = Status(Cell(ImportTargets.Status));
        if (kind == ImportKind.Migration && status is null)
            refusal ??= $"{Where(ImportTargets.Status)}「受付済み」か「審査中」のどちらかにしてください。終わった申請は移行しません。";
        var files = Files(row, Cell, number, out var missing);
        if (missing is not null)
            refusal ??= $"{Where(missing)}示されたファイルが見つかりません。";
        if (files.Count > MostFiles)
            refusal ??= $"{row.Line}行目：ファイルが多すぎます（一件に {MostFiles} 個まで）。";
        foreach (var (file, path) in files)
            if (FileRefused(file, path) is { } reason)
                refusal ??= $"{row.Line}行目、ファイル「{file.Last}」：{reason}";
        if (refusal is not null)
            return new(row, [], number, arrived ?? today, SubmissionStatus.Received, [], [], refusal);

        var (answers, doubts) = Answers(row);
        return new(row, answers, number, arrived!.Value, status ?? SubmissionStatus.Received, files, doubts, null);
    }

    private (JsonObject, List<DoubtfulCell>) Answers(ImportRow row)
    {
        var answers = new JsonObject();
        List<DoubtfulCell> doubts = [];
        foreach (var target in _targets.Where(t => t.Field is { Type: not FieldType.Attachment }))
        {
            var column = columns[target.Path];
            if (row.Cells.GetValueOrDefault(column, "") is not { Length: > 0 } text || ImportTargets.Answer(target.Field!, text) is not { } answer)
                continue;
            ImportTargets.Set(answers, target.Path, answer);
            if (_confidences.TryGetValue(column, out var beside) && row.Cells.GetValueOrDefault(beside, "") is { Length: > 0 } sure && ImportTargets.Confidence(sure) is var confidence && confidence is null or < Confident)
                doubts.Add(new(target.Path, confidence ?? 0, Shown(text)));
        }
        // What the form cannot take is said where it stands, before somebody keys over it.
        foreach (var issue in version.Plan.Evaluate(answers, new EvaluationInput(today, null, []) { Draft = true }).Issues)
            if (doubts.All(d => d.Path != issue.Path) && _targets.Find(t => t.Path == issue.Path) is { } target && row.Cells.GetValueOrDefault(columns[target.Path], "") is { Length: > 0 } text)
                doubts.Add(new(issue.Path, null, Shown(text)));
        return (answers, doubts);
    }

    /// <summary>Named in a column, or beside the row's own document, or called by its number.</summary>
    private List<(ImportFile, string?)> Files(ImportRow row, Func<string, string> cell, string? number, out string? missing)
    {
        List<(ImportFile File, string? Path)> files = [];
        missing = null;
        foreach (var target in _targets.Where(t => t.Path == ImportTargets.Files || t.Field is { Type: FieldType.Attachment }))
            foreach (var name in cell(target.Path).Split([';', '；', '、', '|', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
                if ((_byName[last].FirstOrDefault(f => row.Folder is null || f.Folder == row.Folder || f.Folder.StartsWith(row.Folder + "/", StringComparison.Ordinal)) ?? _byName[last].FirstOrDefault()) is { } file)
                    files.Add((file, target.Field?.Id is null ? null : target.Path));
                else
                    missing ??= target.Path;
            }
        foreach (var beside in table.Others)
            if ((row.Folder is { Length: > 0 } folder && (beside.Folder == folder || beside.Folder.StartsWith(folder + "/", StringComparison.Ordinal)))
                || (number is { Length: >= 4 } && (beside.Folder.Split('/').Contains(number) || beside.Last.StartsWith(number + "_", StringComparison.Ordinal) || beside.Last.StartsWith(number + ".", StringComparison.Ordinal)))
                || (row.Folder is not null && table.Rows.Count == 1))
                if (files.TrueForAll(f => f.File != beside))
                    files.Add((beside, null));
        return files;
    }

    /// <summary>The same that the portal takes: by content, never by name.</summary>
    private string? FileRefused(ImportFile file, string? path)
    {
        var field = path is null ? null : version.Plan.Field(path);
        var kind = FileKind.Find(file.Content);
        return kind is null || (field is { Accept.Count: > 0 } && !field.Accept.Contains(kind)) ? "受け付けられない種類のファイルです（PDF、JPEG、PNG など）。"
            : file.Content.LongLength > (field?.MaxBytes ?? AttachFile.MaxBytes) ? "ファイルが大きすぎます。"
            : null;
    }

    private static SubmissionStatus? Status(string text) => text.Trim() switch
    {
        "受付" or "受付済み" or "受付済" or "受理" or "未処理" or "received" or "Received" => SubmissionStatus.Received,
        "審査中" or "審査" or "処理中" or "確認中" or "under review" or "UnderReview" => SubmissionStatus.UnderReview,
        _ => null,
    };

    private static string Shown(string text) => text.Length > 100 ? text[..100] + "…" : text;
}
