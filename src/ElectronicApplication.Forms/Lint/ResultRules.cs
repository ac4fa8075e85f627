using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Exploration;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What comes out for answers that are right: a fee that somebody can pay, an office that exists.</summary>
internal static class ResultRules
{
    public static void Check(LintContext context)
    {
        var (plan, procedure) = (context.Plan, context.Procedure);
        if (plan.Fee is { } fee && Find(context, fee, value => !IsFee(value)) is { } free)
            context.Error("fee-undefined", LintContext.ProcedureFile, "$.fee.expression",
                $"手数料が決まらない答え方があります（{free.Ja}のとき、{free.Value}）。その場合の額を式や表に加えてください。",
                $"There are right answers without a fee (when {free.En}: {free.Value}). Add the amount for this case to the expression or the table.");
        if (plan.PayoutAmount is { } payout && Find(context, payout, value => !IsFee(value)) is { } unpaid)
            context.Error("payout-undefined", LintContext.ProcedureFile, "$.payout.amount",
                $"振込の金額が決まらない答え方があります（{unpaid.Ja}のとき、{unpaid.Value}）。その場合の額を式や表に加えてください。",
                $"There are right answers without an amount to pay (when {unpaid.En}: {unpaid.Value}). Add the amount for this case to the expression or the table.");
        if (plan.Routing is not { } routing)
            return;
        var offices = procedure.Routing!.Offices.Select(office => office.Code).ToHashSet();
        if (Find(context, routing, value => value.AsString is { } office && !offices.Contains(office)) is { } unknown)
            context.Error("routing-unknown-office", LintContext.ProcedureFile, "$.routing.expression",
                $"割り振り先が offices にありません（{unknown.Ja}のとき、{unknown.Value}）。offices に加えるか、式を直してください。",
                $"The routing names an office that 'offices' lacks (when {unknown.En}: {unknown.Value}). Add it, or correct the expression.");
        if (Find(context, routing, value => value.IsNull) is { } nobody)
            context.Warning("routing-undefined", LintContext.ProcedureFile, "$.routing.expression",
                $"割り振り先が決まらない答え方があります（{nobody.Ja}のとき）。その場合は「{procedure.OfficeTitle.Ja}」が受け付けます。それでよいか確かめてください。",
                $"There are right answers without an office (when {nobody.En}). “{procedure.OfficeTitle.For("en")}” takes them; make sure that it should.");
    }

    private static bool IsFee(in FeelValue value) => value.TryNumber(out var fee) && fee >= 0 && fee <= int.MaxValue && decimal.Truncate(fee) == fee;

    /// <summary>Right answers for which the result is as described, in words.</summary>
    private static (string Ja, string En, string Value)? Find(LintContext context, FeelExpression expression, Predicate<FeelValue> wanted) =>
        Find(context, [expression], () => context.Explorer.State.Read(expression, null, 0) is var value && wanted(value) ? value.ToString() : null);

    /// <param name="expressions">What the result depends on.</param>
    /// <param name="wanted">The result in words when it is as described, for the answers that stand; otherwise null.</param>
    internal static (string Ja, string En, string Value)? Find(LintContext context, IReadOnlyList<FeelExpression> expressions, Func<string?> wanted)
    {
        var explorer = context.Explorer;
        var reach = new Reach(context.Plan, expressions);
        var variables = explorer.Variables(reach, null);
        var fields = reach.Fields.Where(field => field.Group is null).ToList();
        (string, string, string)? found = null;
        explorer.Search(variables, () =>
        {
            if (!fields.TrueForAll(field => !explorer.State.HasIssues(field)))
                return false;
            if (wanted() is not { } value)
                return false;
            var answers = explorer.Evaluation.Answers;
            var given = variables.Where(variable => explorer.State.IsVisible(variable.Field, 0)).Take(6).ToList();
            found = (
                string.Join("、", given.Select(variable => $"「{variable.Field.LabelJa}」が{Shown(answers[variable.Field.Id]?.ToJsonString(JapaneseJson.Options), "未回答")}")) is { Length: > 0 } ja ? ja : "どの回答でも",
                string.Join(", ", given.Select(variable => $"“{variable.Field.LabelEn}” is {Shown(answers[variable.Field.Id]?.ToJsonString(JapaneseJson.Options), "not answered")}")) is { Length: > 0 } en ? en : "anything is answered",
                value);
            return true;
        });
        return found;
    }

    private static string Shown(string? json, string nothing) => json is null ? nothing : json.Length > 60 ? json[..60] + "…" : json;
}
