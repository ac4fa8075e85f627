using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Syntax;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Exploration;

internal enum BranchKind { PageVisible, Visible, Required, ReadOnly, Valid, OptionVisible, If, TableRule }

/// <summary>A place where a form goes one way or another: a condition with two outcomes, or a rule of a table with one.</summary>
internal sealed record Branch(BranchKind Kind, string File, string Path, PlanPage? Page, PlanField? Field, FeelExpression? Expression, PlanTable? Table, int Index)
{
    /// <summary>The group whose row is looked at.</summary>
    public PlanField? Group => Table?.Group ?? Field?.Group;

    public IReadOnlyList<bool> Outcomes => Kind == BranchKind.TableRule ? [true] : [true, false];

    public static IEnumerable<Branch> Of(FormPlan plan)
    {
        foreach (var page in plan.Pages)
        {
            if (page.Visible is not null)
                yield return new(BranchKind.PageVisible, "form.json", $"{page.JsonPath}.visible", page, null, page.Visible, null, 0);
            foreach (var field in page.Fields.SelectMany(field => field.Fields.Prepend(field)))
                foreach (var branch in Of(field))
                    yield return branch;
        }
        foreach (var table in plan.Tables)
            for (var i = 0; i < table.Definition.Rules.Count; i++)
                yield return new(BranchKind.TableRule, table.File, $"{table.JsonPath}.rules[{i}]", null, null, null, table, i);
        foreach (var branch in Ifs(plan.Fee, plan, "procedure.json", "$.fee.expression", null).Concat(Ifs(plan.Routing, plan, "procedure.json", "$.routing.expression", null)).Concat(Ifs(plan.PayoutAmount, plan, "procedure.json", "$.payout.amount", null)))
            yield return branch;
        foreach (var field in plan.Fields.Where(field => field.Value is not null))
            foreach (var branch in Ifs(field.Value, plan, "form.json", $"{field.JsonPath}.value", field))
                yield return branch;
    }

    private static IEnumerable<Branch> Of(PlanField field)
    {
        if (field.Visible is not null)
            yield return Own(BranchKind.Visible, field.Visible, ".visible", 0);
        if (field.RequiredWhen is not null)
            yield return Own(BranchKind.Required, field.RequiredWhen, ".required", 0);
        if (field.ReadOnly is not null)
            yield return Own(BranchKind.ReadOnly, field.ReadOnly, ".readOnly", 0);
        for (var i = 0; i < field.Valid.Length; i++)
            yield return Own(BranchKind.Valid, field.Valid[i], $".valid[{i}].expression", i);
        for (var i = 0; i < (field.OptionVisible?.Length ?? 0); i++)
            if (field.OptionVisible![i] is { } option)
                yield return Own(BranchKind.OptionVisible, option, $".options[{i}].visible", i);

        Branch Own(BranchKind kind, FeelExpression expression, string end, int index) => new(kind, "form.json", field.JsonPath + end, null, field, expression, null, index);
    }

    /// <summary>The conditions of an if-else chain that an expression begins with.</summary>
    private static IEnumerable<Branch> Ifs(FeelExpression? expression, FormPlan plan, string file, string path, PlanField? field)
    {
        var index = 0;
        for (var node = expression?.Syntax; node is IfNode @if; node = @if.Else, index++)
            if (FeelExpression.Compile(FeelPrinter.Print(@if.Condition), plan.Scope).Expression is { } condition && condition.SlotsNeeded <= plan.SlotsNeeded)
                yield return new(BranchKind.If, file, path, null, field, condition, null, index);
    }

    /// <summary>Which way it goes now; null while nobody comes by.</summary>
    /// <param name="row">Of the group, when it stands in one.</param>
    public bool? Observe(AnswerState state, int row)
    {
        switch (Kind)
        {
            case BranchKind.PageVisible:
                return state.IsVisible(Page!);
            case BranchKind.TableRule:
                return state.Hits(Table!, row, Index) ? true : null;
            case BranchKind.Visible:
                return state.IsReached(Field!, row) ? state.IsVisible(Field!, row) : null;
            case BranchKind.Valid:
                return state.IsAnswered(Field!, row) && state.Read(Expression!, Group, row) is var rule && !rule.IsNull ? rule.IsTrue : null;
            default:
                return Field is null || state.IsVisible(Field, row) ? state.Read(Expression!, Group, row).IsTrue : null;
        }
    }
}
