using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>基幹システムからの回答: what becomes of each kind, <c>answers.status</c>, <c>answers.decision</c> and <c>answers.document</c>. Targets that differ stand in the file.</summary>
internal static class CoreAnswersPost
{
    private const string At = "procedure";

    /// <summary>The kinds with what may be chosen, the usual first.</summary>
    public static IReadOnlyList<(string Key, string Title, (AnswerUse Use, string Text)[] Choices)> Kinds { get; } =
    [
        ("status", "処理状況", [(AnswerUse.Show, "職員に示す"), (AnswerUse.Apply, "申請者にも示す")]),
        ("decision", "決定", [(AnswerUse.Propose, "職員に提案する"), (AnswerUse.Apply, "そのまま決裁とする（審査中で、決裁の経路がないときに限る）"), (AnswerUse.Show, "審査の画面に示すだけ")]),
        ("document", "文書", [(AnswerUse.Propose, "職員が交付するか決める"), (AnswerUse.Apply, "申請者にそのまま交付する"), (AnswerUse.Show, "審査の画面に示すだけ")]),
    ];

    public static string Word(AnswerUse use) => use.ToString().ToLowerInvariant();

    public static void Read(SheetPost post, List<DefinitionEdit> edits)
    {
        var now = post.Current.Procedure["coreAnswers"] as JsonObject;
        var before = post.View.Design.Tree.Procedure["coreAnswers"] as JsonObject;
        var answers = (JsonObject?)now?.DeepClone() ?? [];
        foreach (var (key, _, choices) in Kinds)
        {
            var chosen = post.Form["answers." + key].ToString();
            // A colleague may have changed another one of them.
            if (!choices.Any(c => Word(c.Use) == chosen) || chosen == Chosen(before, key, choices))
                continue;
            if (chosen == Word(choices[0].Use))
                answers.Remove(key);
            else
                answers[key] = chosen;
        }
        JsonObject? wanted = answers.Count == 0 ? null : answers;
        if (!JsonNode.DeepEquals(now, wanted))
            edits.Add(new Set(At, "coreAnswers", wanted));
    }

    public static string Chosen(JsonObject? answers, string key, (AnswerUse Use, string Text)[] choices) =>
        answers?[key]?.ToString().ToLowerInvariant() is { } stored && choices.Any(c => Word(c.Use) == stored) ? stored : Word(choices[0].Use);
}
