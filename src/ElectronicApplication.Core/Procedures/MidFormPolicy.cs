namespace ElectronicApplication.Core.Procedures;

/// <summary>What becomes of people who are in mid-form when a version is published, the mildest first. Nothing they typed is dropped in any case.</summary>
public enum MidFormPolicy
{
    /// <summary>They finish on the version that they began.</summary>
    Finish,

    /// <summary>They go on with the new version: their answers are taken along and checked again, and what changed is shown.</summary>
    MoveForward,

    /// <summary>The old version is not accepted any more: they are told why, keep their answers and begin anew with them.</summary>
    Stop,
}
