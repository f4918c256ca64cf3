/** The version that brought the events of this name, as they say it in their data: older programs write nothing behind them. */
export const needs03 = '0.3.0'
