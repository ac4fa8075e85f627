namespace ElectronicApplication.Core.Kernel;

public enum ActorKind { Anonymous, Applicant, Staff, CoreSystem, PaymentProvider, System }

public enum Door { Portal, PortalApi, Staff, Worker, CommandLine }

/// <summary>Who changes something, through which door, for whom and why. Every handler that changes state takes one.</summary>
/// <param name="ActorId">Account or staff id, name of a core system; null for anonymous persons.</param>
/// <param name="ActorName">Shown to the applicant: an office or a system, a staff member's name, never another citizen's.</param>
public sealed record Act(ActorKind ActorKind, string? ActorId, string? ActorName, Door Door)
{
    public string? OnBehalfOf { get; init; }

    public string? Reason { get; init; }

    public static Act Anonymous(Door door) => new(ActorKind.Anonymous, null, null, door);

    public static Act Applicant(Guid accountId, Door door) => new(ActorKind.Applicant, accountId.ToString(), null, door);

    public static Act System(Door door = Door.Worker) => new(ActorKind.System, null, null, door);
}
