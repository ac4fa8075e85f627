using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms;

/// <summary>
/// What an author may add to the mails about a submission: a paragraph for each kind of notice, with placeholders. Mail travels unencrypted, so the
/// placeholders stand for what anybody may read: never an answer, never the outcome.
/// </summary>
public static partial class NoticeTexts
{
    public const int MaxLength = 1_000;

    /// <summary>The keys of <c>notices</c> in procedure.json, with the moment at which the mail goes out.</summary>
    public static IReadOnlyList<(string Key, string TitleJa)> Kinds { get; } =
    [
        ("received", "申請を受け付けたとき"), ("reviewStarted", "審査を始めたとき"), ("decided", "審査の結果が出たとき"), ("withdrawn", "取下げを受け付けたとき"),
    ];

    public static IReadOnlyList<string> Placeholders { get; } = ["受付番号", "手続名", "所管課", "提出日", "自治体名"];

    /// <summary>What stands in double braces and means nothing.</summary>
    public static IReadOnlyList<string> Unknown(string text) => [.. Named(text).Where(name => !Placeholders.Contains(name)).Distinct()];

    /// <summary>What stands in double braces.</summary>
    internal static IEnumerable<string> Named(string text) => Braces().Matches(text).Select(m => m.Groups["name"].Value.Trim());

    /// <param name="value">What stands for a placeholder. An unknown one stays as it is written.</param>
    public static string Fill(string text, Func<string, string> value) => Braces().Replace(text, m => m.Groups["name"].Value.Trim() is var name && Placeholders.Contains(name) ? value(name) : m.Value);

    [GeneratedRegex(@"\{\{(?<name>[^{}\n]{0,60})\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
