using System.Globalization;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>The names <c>facts</c> and <c>card</c>, and how a frame is filled with them.</summary>
internal sealed class FactSlots
{
    private static readonly FeelContextType Attachment = new([("name", FeelType.String), ("sha256", FeelType.String)]);

    private static readonly FeelContextType Facts = new(
    [
        ("receiptNumber", FeelType.String), ("arrivedAt", FeelType.String), ("arrivedOn", FeelType.Date), ("procedureCode", FeelType.String),
        ("formVersion", FeelType.Number), ("payloadSha256", FeelType.String), ("attachments", FeelType.List(Attachment)),
        ("residentNumber", FeelType.String), ("decision", FeelType.String), ("decidedOn", FeelType.Date), ("externalId", FeelType.String),
    ]);

    private static readonly FeelContextType Card = new(
        [("name", FeelType.String), ("address", FeelType.String), ("birthDate", FeelType.Date), ("sex", FeelType.String), ("serialNumber", FeelType.String)]);

    // A fixed offset: Japan has kept UTC+9 without summer time since 1952, and a mapping must give the same data on any machine.
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private readonly int _facts;
    private readonly int _card;

    /// <param name="codes">The code tables of the mapping; null while a formula is only looked at.</param>
    public FactSlots(FormPlan plan, CodeTables? codes = null)
    {
        Scope = plan.Scope.Fork();
        MappingFunctions.Declare(Scope, codes ?? CodeTables.None);
        _facts = Scope.Declare("facts", Facts).Slot;
        _card = Scope.Declare("card", Card).Slot;
    }

    public FeelScope Scope { get; }

    public int SlotCount => Scope.SlotCount;

    /// <summary>What <c>today</c> is for the expressions of a mapping.</summary>
    public static DateOnly DayOf(MappingFacts facts) => DateOnly.FromDateTime(facts.ArrivedAt.ToOffset(Japan).DateTime);

    public void Load(MappingFacts facts, FeelFrame frame)
    {
        var arrived = facts.ArrivedAt.ToOffset(Japan);
        var day = FeelValue.Of(DayOf(facts));
        var attachments = facts.Attachments.Select(file => FeelValue.Of(new FeelContext(Attachment.Shape, [FeelValue.Of(file.Name), FeelValue.Of(file.Sha256)])));
        frame[_facts] = FeelValue.Of(new FeelContext(Facts.Shape,
        [
            FeelValue.Of(facts.ReceiptNumber),
            FeelValue.Of(arrived.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)),
            day,
            FeelValue.Of(facts.ProcedureCode),
            FeelValue.Of((decimal)facts.FormVersion),
            FeelValue.Of(facts.PayloadSha256),
            FeelValue.Of(new FeelList([.. attachments])),
            FeelValue.Of(facts.ResidentNumber),
            FeelValue.Of(facts.Decision),
            facts.DecidedOn is { } decided ? FeelValue.Of(decided) : FeelValue.Null,
            FeelValue.Of(facts.ExternalId),
        ]));
        if (facts.Card is { } card)
            frame[_card] = FeelValue.Of(new FeelContext(Card.Shape,
            [
                FeelValue.Of(card.Name),
                FeelValue.Of(card.Address),
                card.BirthDate is { } birth ? FeelValue.Of(birth) : FeelValue.Null,
                FeelValue.Of(card.Sex),
                FeelValue.Of(card.SerialNumber),
            ]));
    }
}
