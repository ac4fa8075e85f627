using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Syntax;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Finds what may stand at a place of an expression, also in one that is half written.</summary>
/// <param name="group">The group in whose rows the expression stands.</param>
internal sealed class FeelCompletion(FormPlan plan, PlanField? group, bool isMapping)
{
    private const int Limit = 80;

    private static readonly (string Insert, string Ja, string En)[] Words =
    [
        ("today", "今日の日付", "today's date"), ("and", "どちらも成り立つ", "both hold"), ("or", "どちらかが成り立つ", "one of them holds"), ("if ", "もし … then … else …", "if … then … else …"),
        ("then ", "条件が成り立つときの値", "value when it holds"), ("else ", "成り立たないときの値", "value when it does not"), ("in ", "どれかに当たる、範囲に入る", "is one of, lies in"),
        ("between ", "… から … まで（between 1 and 5）", "between 1 and 5"), ("true", "はい", "yes"), ("false", "いいえ", "no"), ("null", "回答がない", "no answer"),
        ("for ", "リストの一つずつから値を作る（for i in items return i.fee）", "for i in items return i.fee"),
        ("some ", "どれか一つでも成り立つ（some i in items satisfies i.fee > 0）", "some i in items satisfies i.fee > 0"),
        ("every ", "どれについても成り立つ（every i in items satisfies i.fee > 0）", "every i in items satisfies i.fee > 0"),
    ];

    public IReadOnlyList<FeelProposal> At(string text, int caret)
    {
        if (OpenQuote(text, caret) is { } quote)
            return Options(text, quote, caret);
        var (start, end) = (caret, caret);
        while (start > 0 && IsWord(text[start - 1]))
            start--;
        while (end < text.Length && IsWord(text[end]))
            end++;
        var (typed, before) = (text[start..caret], text[..start].TrimEnd());
        return before.EndsWith('.')
            ? Ranked(Members(before[..^1]).Select(name => (new FeelProposal(start, end - start, name.Insert, FeelNameKind.Part, name.Ja, name.En), 0)), typed)
            : Ranked(Names(start, end - start).Concat(Functions(text, caret, end)), typed);
    }

    private IEnumerable<(FeelProposal, int Order)> Names(int start, int length)
    {
        foreach (var field in group?.Fields ?? [])
            if (field.HasValue)
                yield return (Field(field), 0);
        foreach (var field in plan.Fields)
            if (field.HasValue)
                yield return (Field(field), 1);
        foreach (var table in plan.Tables)
            if (table.Group is null || table.Group == group)
                yield return (new FeelProposal(start, length, table.Id, FeelNameKind.Table, $"表「{table.Definition.Label?.Ja ?? table.Id}」の結果", $"result of the table “{table.Definition.Label?.For("en") ?? table.Id}”"), 2);
        if (isMapping)
        {
            yield return (new FeelProposal(start, length, "facts", FeelNameKind.Part, "受付の情報（受付番号、受付日時など）", "what is known of the submission"), 2);
            yield return (new FeelProposal(start, length, "card", FeelNameKind.Part, "カードの4情報", "the attributes of the card"), 2);
        }
        foreach (var (insert, ja, en) in Words)
            yield return (new FeelProposal(start, length, insert, FeelNameKind.Word, ja, en), 4);

        FeelProposal Field(PlanField field) => new(start, length, field.Id, FeelNameKind.Field, $"{field.LabelJa}（{FieldTypeWords.Ja(field.Type)}）", $"{field.LabelEn} ({FieldTypeWords.En(field.Type)})");
    }

    /// <summary>Names of functions have several words: "string l" is the beginning of one.</summary>
    private IEnumerable<(FeelProposal, int Order)> Functions(string text, int caret, int end)
    {
        var known = FeelFunctions.All.Select(name => (Name: name, FeelFunctions.Find(name)!.Signature, Ja: FunctionWords.Ja(name)));
        foreach (var (name, signature, ja) in isMapping ? known.Concat(MappingFunctions.Offered) : known)
        {
            var typed = Math.Min(name.Length, caret);
            while (typed > 0 && !(name.AsSpan(0, typed).Equals(text.AsSpan(caret - typed, typed), StringComparison.OrdinalIgnoreCase) && (caret == typed || !IsWord(text[caret - typed - 1]))))
                typed--;
            var start = caret - typed;
            while (typed == 0 && start > 0 && IsWord(text[start - 1]))
                start--;
            yield return (new FeelProposal(start, end - start, name + "(", FeelNameKind.Function, ja, signature), 3);
        }
    }

    private IEnumerable<(string Insert, string Ja, string En)> Members(string source)
    {
        if (Tokens(source) is not { Count: > 0 } tokens)
            return [];
        var at = tokens.Count - 1;
        if (tokens[at].Is("]"))
            for (var depth = 0; at >= 0; at--)
                if ((depth += tokens[at].Is("]") ? 1 : tokens[at].Is("[") ? -1 : 0) == 0)
                {
                    at--;
                    break;
                }
        if (at < 0 || tokens[at].Kind != FeelTokenKind.Name)
            return [];
        var name = tokens[at].Text;
        if (isMapping && at == 0 && plan.Named(name) is null && new FactSlots(plan).Scope.Find(name)?.Type is FeelContextType facts)
            return facts.Shape.Names.ToArray().Select(member => (member, $"{name}.{member}", $"{name}.{member}"));
        // A member of a row may itself have parts: items.owner_name.family.
        return plan.Named(Source(tokens, name)) switch
        {
            PlanField { Type: FieldType.Group } rows => rows.Fields.Where(field => field.HasValue).Select(field => (field.Id, field.LabelJa, field.LabelEn)),
            PlanField { PartsType: { } type } whole => type.Shape.Names.ToArray().Select(part => Array.Find(whole.Parts, known => known.Id == part) is { } known
                ? (part, known.LabelJa, known.LabelEn) : (part, $"{whole.LabelJa}（全体）", $"{whole.LabelEn} as a whole")),
            PlanTable { Definition.Outputs: { Count: > 1 } outputs } => outputs.Select(output => (output.Name ?? "", output.Label?.Ja ?? output.Name ?? "", output.Label?.For("en") ?? output.Name ?? "")),
            _ => [],
        };
    }

    /// <summary>What a loop calls <c>i</c> is an element of what stands behind its <c>in</c>.</summary>
    private static string Source(List<FeelToken> tokens, string name)
    {
        for (var i = tokens.Count - 3; i >= 0; i--)
            if (tokens[i].IsWord(name) && tokens[i + 1].IsWord("in") && tokens[i + 2].Kind == FeelTokenKind.Name)
                return tokens[i + 2].Text;
        return name;
    }

    /// <summary>Inside of quotes behind a field stand its options.</summary>
    private IReadOnlyList<FeelProposal> Options(string text, int quote, int caret)
    {
        if (Tokens(text[..quote]) is not { } tokens)
            return [];
        for (var i = tokens.Count - 1; i >= 0 && !(tokens[i].IsWord("and") || tokens[i].IsWord("or") || tokens[i].IsWord("then")); i--)
            if (tokens[i].Kind == FeelTokenKind.Name && ConditionField.Find(plan, i > 1 && tokens[i - 1].Is(".") ? $"{tokens[i - 2].Text}.{tokens[i].Text}" : tokens[i].Text) is { Options: { Count: > 0 } options })
            {
                var closing = text.IndexOf('"', caret);
                var end = closing < 0 || text.IndexOf('\n', caret, closing - caret) >= 0 ? caret : closing + 1;
                return Ranked(options.Select(option => (new FeelProposal(quote, end - quote, FeelQuote.Text(option.Value), FeelNameKind.Option, option.Label.Ja, option.Label.For("en")), 0)), text[(quote + 1)..caret]);
            }
        return [];
    }

    private static IReadOnlyList<FeelProposal> Ranked(IEnumerable<(FeelProposal Proposal, int Order)> proposals, string typed)
    {
        var wanted = FoldedText.Of(typed);
        return
        [
            .. proposals.Select(candidate => (candidate.Proposal, candidate.Order, Rank: Rank(candidate.Proposal, wanted))).Where(candidate => candidate.Rank < 3)
                // Whoever has typed "starts w" means the function more than a field with w.
                .OrderBy(candidate => candidate.Rank).ThenBy(candidate => candidate.Proposal.Start).ThenBy(candidate => candidate.Order).Select(candidate => candidate.Proposal).Take(Limit),
        ];
    }

    private static int Rank(FeelProposal proposal, string wanted)
    {
        if (wanted.Length == 0)
            return 0;
        var (insert, label) = (FoldedText.Of(proposal.Insert.Trim('"')), FoldedText.Of(proposal.Ja));
        // Of a function more than the last word may have been typed.
        return insert.StartsWith(wanted, StringComparison.Ordinal) || (proposal.Kind == FeelNameKind.Function && insert.Contains(' ' + wanted, StringComparison.Ordinal)) ? 0
            : label.StartsWith(wanted, StringComparison.Ordinal) ? 1
            : insert.Contains(wanted, StringComparison.Ordinal) || label.Contains(wanted, StringComparison.Ordinal) || proposal.En.Contains(wanted, StringComparison.OrdinalIgnoreCase) && proposal.Kind != FeelNameKind.Function ? 2 : 3;
    }

    private static int? OpenQuote(string text, int caret)
    {
        int? open = null;
        for (var i = 0; i < caret; i++)
            if (text[i] == '"')
                open = open is null ? i : null;
            else if (text[i] == '\\' && open is not null)
                i++;
        return open;
    }

    private static List<FeelToken>? Tokens(string text)
    {
        try
        {
            var tokens = FeelLexer.Read(text);
            tokens.RemoveAt(tokens.Count - 1);
            return tokens;
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or 'ー' or '々';
}
