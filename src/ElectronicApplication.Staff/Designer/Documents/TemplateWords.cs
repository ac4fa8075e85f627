using System.Text.RegularExpressions;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Documents;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Templates in the words of clerks: placeholders by the names of fields, where a name is nobody else's; {氏名} for {applicant_name}.</summary>
internal sealed partial class TemplateWords
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private TemplateWords(IReadOnlyList<(string Name, string Words)> names)
    {
        Names = names;
        foreach (var (name, words) in names)
            if (Plain().IsMatch(words) && names.Count(n => n.Words == words) == 1)
                (_words[name], _ids[words]) = (words, name);
    }

    /// <summary>Everything that can stand in braces, with its meaning; facts first.</summary>
    public IReadOnlyList<(string Name, string Words)> Names { get; }

    /// <summary>What a clerk writes in braces for a name.</summary>
    public string Written(string name) => "{" + (_words.GetValueOrDefault(name) ?? name) + "}";

    public string Shown(string text) => Braces().Replace(text, m => Written(m.Groups[1].Value));

    public string Stored(string text) => Braces().Replace(text, m => "{" + (_ids.GetValueOrDefault(m.Groups[1].Value.Trim()) ?? m.Groups[1].Value) + "}");

    public static TemplateWords Of(FormPlan? plan) => new(
    [
        .. DocumentFacts.Names.Where(n => n.Name != "today"),
        .. (plan?.Form.Pages ?? []).SelectMany(p => p.Fields).SelectMany(f => f.Fields.Prepend(f))
            .Where(f => f.TakesAnswer && f.Type is not (FieldType.Group or FieldType.Attachment or FieldType.Signature or FieldType.MyNumber) || f.Type == FieldType.Calculated).Select(f => (f.Id, f.Label.Ja)),
    ]);

    public static IReadOnlyList<(DocumentBlockType Type, string Name, string Hint)> Blocks { get; } =
    [
        (DocumentBlockType.Recipient, "宛名", "封筒と同じように、最後の行に氏名を書きます（例: {氏名} 様）。"), (DocumentBlockType.Number, "文書番号", "空欄なら番号だけを載せます。"), (DocumentBlockType.Date, "日付", "空欄なら交付日を載せます。"),
        (DocumentBlockType.Sender, "職名・公印", "空欄なら職名だけを載せます。公印を使う文書では、末尾に印影を重ねます。"), (DocumentBlockType.Heading, "見出し", "最初の見出しが文書の題になります。"), (DocumentBlockType.Paragraph, "文章", ""), (DocumentBlockType.Note, "小さな文章", ""),
        (DocumentBlockType.Values, "項目と値", "一行に一つ、「名前：{項目}」と書きます。{項目} だけなら、項目の名前が付きます。"), (DocumentBlockType.Table, "表", "一行に一列、「見出し：{項目}」と書きます。"), (DocumentBlockType.List, "箇条書き", "一行に一つ書きます。"),
        (DocumentBlockType.Appeal, "教示文", "空欄なら、手続の教示文を載せます。"), (DocumentBlockType.Space, "空白", ""), (DocumentBlockType.PageBreak, "改ページ", ""),
    ];

    public static IReadOnlyList<(DocumentPaper Paper, string Name)> Papers { get; } = [(DocumentPaper.A4, "A4"), (DocumentPaper.A5, "A5"), (DocumentPaper.B5, "B5"), (DocumentPaper.Postcard, "はがき")];

    [GeneratedRegex(@"\{([^{}\n]{1,80})\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\A[^{}：:\n]{1,60}\z")]
    private static partial Regex Plain();
}
