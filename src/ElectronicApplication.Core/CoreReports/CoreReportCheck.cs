using System.Globalization;
using System.Text.RegularExpressions;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>Whether a report can be used: it comes from another system, whatever its contract says.</summary>
internal static partial class CoreReportCheck
{
    private const int MaxCandidates = 20;
    private const int MaxNote = 300;

    /// <summary>Null when it can; otherwise what is wrong, for the operator.</summary>
    public static string? Problem(ReportKind kind, CoreReportContent content) => content.Raw is not null ? "回答を読めません。JSON の形式が仕様と異なります。" : kind switch
    {
        ReportKind.Status when content.Status is { } status => string.IsNullOrWhiteSpace(status.Code) || status.Code.Length > 64 ? "処理状況のコードがないか、64 文字を超えています。"
            : status.Text?.Length > 400 || Length(status.Text) > 200 ? "処理状況の文が 200 文字を超えています。" : null,
        ReportKind.Decision when content.Decision is { } decision => !Enum.IsDefined(decision.Outcome) ? "決定の種類が正しくありません。"
            : decision.Reason?.Length > 2000 || Length(decision.Reason) > 1000 ? "決定の理由が 1,000 文字を超えています。" : null,
        ReportKind.Document when content.Document is { } document => string.IsNullOrWhiteSpace(document.Name) || document.Name.Length > 200 ? "文書の名前がないか、200 文字を超えています。"
            : document.Size is 0 or > ReportedDocument.MaxBytes ? $"文書が空か、{ReportedDocument.MaxBytes / 1024} KB を超えています。"
            : document.ContentType.Length == 0 ? "文書の種類が分かりません。PDF、JPEG、PNG、WebP で送ってください。" : null,
        ReportKind.Person when content.Person is { } person => Person(person),
        _ => "回答の中身がありません。",
    };

    private static string? Person(ReportedPerson person)
    {
        var candidates = person.Candidates ?? [];
        return person.ResidentNumber is null && candidates.Count == 0 && string.IsNullOrWhiteSpace(person.Doubt) ? "宛名番号も候補も疑義の理由もありません。"
            : candidates.Count > MaxCandidates ? $"宛名の候補が {MaxCandidates} 件を超えています。"
            : candidates.Select(c => c?.ResidentNumber).Append(person.ResidentNumber ?? "0").Any(n => n is null || !Number().IsMatch(n)) ? "宛名番号の形式が正しくありません。"
            : candidates.Select(c => c.Note).Append(person.Doubt).Any(n => n?.Length > 2 * MaxNote || Length(n) > MaxNote) ? "宛名の説明が長すぎます。" : null;
    }

    private static int Length(string? text) => text is null ? 0 : new StringInfo(text).LengthInTextElements;

    [GeneratedRegex("^[0-9A-Za-z-]{1,40}$")]
    private static partial Regex Number();
}
