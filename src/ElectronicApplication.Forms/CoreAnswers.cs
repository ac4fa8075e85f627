namespace ElectronicApplication.Forms;

/// <summary>Apply: it takes effect. Propose: a clerk takes it over or not. Show: it only stands on the case.</summary>
public enum AnswerUse { Apply, Propose, Show }

/// <summary>What becomes of each kind of answer.</summary>
/// <param name="Status">Show: for staff. Apply: for the applicant, too. Never Propose.</param>
public sealed record CoreAnswerUses(AnswerUse Status, AnswerUse Decision, AnswerUse Document)
{
    public static CoreAnswerUses Default { get; } = new(AnswerUse.Show, AnswerUse.Propose, AnswerUse.Propose);
}

/// <summary>The key <c>coreAnswers</c> of procedure.json: what becomes of what core systems report back.</summary>
/// <param name="Targets">By the name of the core system; what is left out there is as in general.</param>
public sealed record CoreAnswersDefinition(CoreAnswerUses General, IReadOnlyDictionary<string, CoreAnswerUses> Targets)
{
    public static CoreAnswersDefinition Default { get; } = new(CoreAnswerUses.Default, new Dictionary<string, CoreAnswerUses>());

    public CoreAnswerUses For(string target) => Targets.GetValueOrDefault(target) ?? General;
}
