using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Lint;

/// <summary>How a decision is made and what it says: a route that somebody can walk to its end, and where to contest the outcome.</summary>
internal static class DecisionRules
{
    private const int ReasonLength = 5;

    public static void Check(LintContext context)
    {
        var procedure = context.Procedure;
        Appeal(context, procedure);
        if (procedure.DecisionRoute is not { } route)
            return;
        for (var i = 0; i < route.Steps.Count; i++)
        {
            var (step, path) = (route.Steps[i], $"$.decisionRoute.steps[{i}]");
            if (string.IsNullOrWhiteSpace(step.Title.Ja))
                context.Error("empty-text", LintContext.ProcedureFile, path + ".title", "決裁する人の呼び名が空です。「係長」「課長」のように書いてください。", "The title of the step is empty. Write who approves.");
            if (i == 0 && step.Parallel)
                context.Warning("parallel-first", LintContext.ProcedureFile, path + ".parallel",
                    "最初の人は、前の人と同時には回せません。設定を外してください。", "The first step has none before it to be asked together with. Remove the setting.");
            if (step.Person is { } person && (person.Issuer.Length == 0 || person.Subject.Length == 0))
                context.Error("person-unknown", LintContext.ProcedureFile, path + ".person", "決裁する職員が選ばれていません。職員を選ぶか、権限で決めてください。", "No person is chosen. Choose one, or ask for a role.");
        }
        if (!route.Steps.Any(step => step.Person is not null || step.Role == DecisionRole.Approve))
            context.Warning("route-without-approver", LintContext.ProcedureFile, "$.decisionRoute.steps",
                "決裁の経路に「決裁」の権限をもつ人がいません。最後に決める人を加えてください。", "Nobody with the role of approving stands in the route. Add whoever decides in the end.");
    }

    /// <summary>Tries right answers for one that nobody would decide about.</summary>
    public static void Explore(LintContext context)
    {
        var plan = context.Plan;
        List<FeelExpression> conditions = [.. plan.RouteConditions.OfType<FeelExpression>()];
        if (conditions.Count == 0 || conditions.Count < plan.RouteConditions.Length)
            return;
        List<FeelExpression> read = [.. conditions];
        if (plan.Fee is { } fee && conditions.Exists(plan.DecisionSlots.ReadsFee))
            read.Add(fee);
        var empty = ResultRules.Find(context, read, () =>
        {
            var frame = context.Explorer.State.Copied();
            plan.DecisionSlots.Load(frame, plan.Fee is { } amount && amount.Evaluate(frame).TryNumber(out var yen) ? yen : 0);
            return conditions.Exists(condition => condition.Evaluate(frame).IsTrue) ? null : "";
        });
        if (empty is { } nobody)
            context.Error("route-empty", LintContext.ProcedureFile, "$.decisionRoute.steps",
                $"だれも決裁しない答え方があります（{nobody.Ja}のとき）。条件のない人を加えるか、条件を直してください。",
                $"There are right answers that nobody would decide about (when {nobody.En}). Add a step without a condition, or correct the conditions.");
    }

    /// <summary>A procedure that takes applications and promises a time for deciding them (行政手続法 6 条) ends in a 処分.</summary>
    private static void Appeal(LintContext context, ProcedureDefinition procedure)
    {
        if (procedure.Appeal is not { } appeal)
        {
            if (procedure.StandardProcessingPeriod is not null && procedure.SurveyCodes["手続類型"]?.ToString() == "1")
                context.Warning("appeal-missing", LintContext.ProcedureFile, "$.appeal",
                    "申請に対する処分の教示が決まっていません。審査請求をする先と訴訟の被告を確かめ、処分でない手続なら、教示をしない理由を書いてください（行政不服審査法第82条、行政事件訴訟法第46条）。",
                    "Nothing is said about contesting a decision. State the authority of review and the defendant or, when the outcome is no administrative disposition, the reason for saying nothing.");
            return;
        }
        if (appeal.None is { } none && none.Trim().Length < ReasonLength)
            context.Error("appeal-reason", LintContext.ProcedureFile, "$.appeal.none",
                "教示をしない理由が書かれていません。届出である、契約である、などの理由を書いてください。", "There is no reason for saying nothing about appeals. Write one.");
        foreach (var unknown in appeal.Unknown())
            context.Error("unknown-placeholder", LintContext.ProcedureFile, "$.appeal",
                $"教示に、使えない差し込み {{{{{unknown}}}}} があります。使えるのは {{{{自治体名}}}} です。", $"The notice of appeal has a placeholder that means nothing: {unknown}.");
        if (appeal.Text is { Length: > AppealDefinition.MaxText })
            context.Error("appeal-too-long", LintContext.ProcedureFile, "$.appeal.text",
                $"教示の文は {AppealDefinition.MaxText} 文字までにしてください。", $"Keep the notice of appeal within {AppealDefinition.MaxText} letters.");
    }
}
