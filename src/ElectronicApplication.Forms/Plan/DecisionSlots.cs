using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Plan;

/// <summary>What the conditions of a decision route read: the answers, and <c>fee</c> where the form has nothing of that name.</summary>
internal sealed class DecisionSlots
{
    public const string Fee = "fee";

    private readonly int? _fee;

    public DecisionSlots(FeelScope form)
    {
        Scope = form.Fork();
        _fee = form.Find(Fee) is null ? Scope.Declare(Fee, FeelType.Number).Slot : null;
    }

    public FeelScope Scope { get; }

    public int SlotCount => Scope.SlotCount;

    public bool ReadsFee(FeelExpression condition) => _fee is not null && condition.Names.Contains(Fee);

    public void Load(FeelFrame frame, decimal fee)
    {
        if (_fee is { } slot)
            frame[slot] = FeelValue.Of(fee);
    }

    /// <summary>A step without a condition is always asked. Answers that take more work than allowed are decided by all of them.</summary>
    public IReadOnlyList<DecisionStepDefinition> Steps(FormPlan plan, JsonObject answers, long? feeYen, DateOnly today)
    {
        if (plan.Procedure.DecisionRoute is not { } route)
            return [];
        if (plan.RouteConditions.All(condition => condition is null)
            || new AnswerState(plan, answers, new EvaluationInput(today, null, []) { Accepted = true }).Settled(plan.SlotsNeeded) is not { } frame)
            return route.Steps;
        Load(frame, feeYen ?? 0);
        var asked = route.Steps.Where((_, i) => plan.RouteConditions[i] is not { } condition || condition.Evaluate(frame).IsTrue).ToList();
        return frame.IsExhausted ? route.Steps : asked;
    }
}
