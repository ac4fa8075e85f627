using ElectronicApplication.Forms.Exploration;

namespace ElectronicApplication.Forms.Lint;

/// <summary>
/// Conditions that can only go one way. Told only where every answer that could make a difference was tried: choices and yes/no by all of
/// their values, numbers, dates and texts by the neighbours of the constants that they are compared with.
/// </summary>
internal static class BranchRules
{
    public static void Check(LintContext context)
    {
        var explorer = context.Explorer;
        var (tried, conditions) = (0, 0);
        foreach (var branch in Branch.Of(context.Plan))
        {
            context.Branches += branch.Outcomes.Count;
            if (branch.Kind is BranchKind.TableRule or BranchKind.If)
                continue;
            conditions++;
            if (explorer.Budget.IsUsedUp)
                continue;
            var (yes, no) = (false, false);
            var complete = explorer.Search(explorer.Variables(new Reach(context.Plan, branch), branch.Group), () =>
            {
                switch (branch.Observe(explorer.State, 0))
                {
                    case true:
                        yes = true;
                        break;
                    case false:
                        no = true;
                        break;
                }
                return yes && no;
            });
            if (!explorer.Budget.IsUsedUp)
                tried++;
            if (complete || branch.Expression is { Constant: not null })
                Report(context, branch, yes, no);
        }
        if (tried < conditions)
            context.Warning("exploration-limit", LintContext.FormFile, "$.pages",
                $"様式が大きいため、{conditions} の条件のうち {tried} だけを試しました。ほかの条件は、決して成り立たなくても見つかりません。様式を分けるか、条件を簡単にしてください。",
                $"The form is so large that only {tried} of {conditions} conditions were tried; a condition among the others that can never hold was not found. Split the form, or make its conditions simpler.");
    }

    private static void Report(LintContext context, Branch branch, bool yes, bool no)
    {
        switch (branch.Kind, yes, no)
        {
            case (BranchKind.PageVisible, false, true):
                context.Error("unreachable-page", branch.File, branch.Path,
                    $"ページ「{branch.Page!.Definition.Title.Ja}」は、どう答えても表示されません。条件を直すか、ページを消してください。",
                    $"The page “{branch.Page.Definition.Title.For("en")}” never shows, whatever is answered. Correct the condition or remove the page.");
                break;
            case (BranchKind.Visible, false, true):
                context.Error("unreachable-field", branch.File, branch.Path,
                    $"「{branch.Field!.LabelJa}」は、どう答えても表示されません。条件（ページの条件も）を直すか、項目を消してください。",
                    $"“{branch.Field.LabelEn}” never shows, whatever is answered. Correct the condition (or that of its page), or remove the field.");
                break;
            case (BranchKind.OptionVisible, false, true):
                context.Error("unreachable-option", branch.File, branch.Path,
                    "この選択肢は、どう答えても選べません。条件を直すか、選択肢を消してください。",
                    "This option can never be chosen, whatever is answered. Correct the condition or remove the option.");
                break;
            case (BranchKind.Valid, false, true):
                context.Error("rule-always-accuses", branch.File, branch.Path,
                    $"「{branch.Field!.LabelJa}」は、何を答えてもこの規則に反します。式を直してください（真のときに正しい、という向きで書きます）。",
                    $"Every answer to “{branch.Field.LabelEn}” breaks this rule. Correct the expression; it must be true for right answers.");
                break;
            case (BranchKind.Valid, true, false):
                context.Warning("rule-never-accuses", branch.File, branch.Path,
                    "どう答えてもこの規則に反しません。式を直すか、規則を消してください。",
                    "No answer breaks this rule. Correct the expression or remove the rule.");
                break;
            case (BranchKind.Required or BranchKind.ReadOnly, false, true):
                context.Warning("condition-never-true", branch.File, branch.Path,
                    "この条件は、どう答えても成り立ちません。条件を直すか、消してください。",
                    "This condition is never true, whatever is answered. Correct it or remove it.");
                break;
            case (not BranchKind.Valid, true, false):
                context.Warning("condition-always-true", branch.File, branch.Path,
                    "この条件は、どう答えても成り立ちます。条件を直すか、消してください（required なら true と書けます）。",
                    "This condition is always true, whatever is answered. Correct it or remove it ('required' can simply be true).");
                break;
        }
    }
}
